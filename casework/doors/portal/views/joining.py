"""扫码同案: a workmate comes in by the QR code or six digits and answers five short pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import segno
from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as draft_queries
from casework.doors.hall.forms import Question
from casework.doors.hall.views import begin_anew, keep_draft, keep_receipt, worker_urls
from casework.doors.portal.actions import joining as joining_actions
from casework.doors.portal.forms.how_much import HowMuchForm
from casework.doors.portal.forms.joining import JoinCodeForm, JoinNameForm, JoinPhoneForm
from casework.doors.portal.forms.questions import HowLongForm, SendForm
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.portal.rules import joining as joining_rules
from casework.doors.portal.terms.joining import JoinStep
from casework.doors.portal.views.blueprint import blueprint
from casework.doors.portal.views.doorway import (
    coming_join_code,
    go_on_at,
    keep_entry,
    keep_join_draft,
    kept_entry,
    kept_join_draft,
    kept_joining,
    make_room,
    sent_join_draft,
)
from casework.doors.portal.views.how_much import sum_page, summed
from casework.doors.portal.views.receipts import at_words
from casework.doors.proving import rules as tries
from casework.doors.proving.views import from_where, remember, slowed
from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.kernel.days import day_of
from casework.procedure.groups import queries as groups
from casework.procedure.groups.actions import joining as intake_joining
from casework.procedure.groups.terms import Entry, JoinWay
from casework.procedure.intake.actions import drafts, record
from casework.procedure.intake.queries import complaints
from casework.web import addresses
from casework.web.edge import writes
from casework.web.filters import worker_money
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.groups.models import Group
    from casework.procedure.intake.models.complaints import Draft

_CHECK = "check"


@blueprint.route("/join", methods=["GET", "POST"])
@public
@writes
def join() -> ResponseReturnValue:
    """Asks for the six digits of the sheet. Whatever is wrong, the answer is the same."""
    form = JoinCodeForm()
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        try:
            group = joining_actions.find_door(
                code=form.code.data, address=from_where(), now=clock.now()
            )
        except tries.TooManyTries as slow:
            return slowed(form, slow, back_url=url_for("hall.home"), **worker_urls())
        if group is not None:
            return _enter(group, JoinWay.CODE)
        form.code.errors = (*form.code.errors, joining_rules.NoSuchCode().words)
    return page(form=form, back_url=url_for("hall.home"), **worker_urls())


@blueprint.route("/join/<token>")
@public
def join_by_token(token: str) -> ResponseReturnValue:
    """The address in the QR code; a code that was renewed says only that it is no longer good."""
    group = groups.find_group_by_token(token)
    if group is not None:
        return _enter(group, JoinWay.QR)
    flash(_("这张纸上的码不能用了，请要一张新的。"))
    return redirect(url_for("portal.join"))


def _enter(group: Group, way: JoinWay) -> ResponseReturnValue:
    go_on_at(group.id, group.issue)
    keep_entry(Entry(group.id, group.issue, way))
    return redirect(url_for("portal.join_start"))


@blueprint.route("/joining")
@public
def join_start() -> ResponseReturnValue:
    """Whether it is the same boss and the same place; this much and no more is told at the door."""
    entry = kept_entry()
    if entry is None:
        return redirect(url_for("portal.join"))
    group = groups.any_group(entry.group_id)
    if not groups.joinable(group, on=clock.today()):
        return page("portal/join_over.html", complaint=group.complaint, **worker_urls())
    return page(
        complaint=group.complaint,
        until=group.until_on,
        back_url=url_for("portal.join"),
        **worker_urls(),
    )


def _elsewhere(step: JoinStep) -> ResponseReturnValue | None:
    """Who has joined sees his receipt; who stands at no open door, or skipped a page, goes back."""
    if kept_joining() is not None:
        return redirect(url_for("portal.joined"))
    answers, entry = _answers(), kept_entry()
    if entry is None:
        return redirect(url_for("portal.join"))
    if not groups.joinable(groups.any_group(entry.group_id), on=clock.today()):
        return redirect(url_for("portal.join_start"))
    if joining_rules.may_open_join(step, answers):
        return None
    return redirect(_url(joining_rules.join_gap(answers)))


def _answers() -> dict[str, Any]:
    return draft_queries.answers(kept_join_draft())


def _url(step: JoinStep, **values: Any) -> str:
    return url_for(f"portal.join_{step.value}", **values)


def _question(step: JoinStep, form_class: type[Question], template: str | None = None) -> Any:
    elsewhere = _elsewhere(step)
    if elsewhere is not None:
        return elsewhere
    form = _form(step, form_class)
    if form.sent():
        with form.attempt():
            return _keep(step, form)
    return _shown(step, form, template=template)


def _form(step: JoinStep, form_class: type[Question]) -> Any:
    form = form_class(data=form_class.shown(_answers().get(step.value, {})))
    form.today = clock.today()
    return form


def _keep(step: JoinStep, form: Question) -> ResponseReturnValue:
    """Keeps the answer; the first one makes the draft and its code."""
    draft, now = kept_join_draft(), clock.now()
    entry = kept_entry()
    answers = {**draft_queries.answers(draft), step.value: form.answers()}
    if entry is not None:
        answers = joining_rules.with_entry(answers, entry)
    if draft is None:
        begun = drafts.start_draft(answers, code=coming_join_code(), now=now)
        keep_join_draft(begun.code)
    else:
        drafts.keep_draft(draft, answers, now=now)
    amount = answer_rules.amount(answers)
    if step is JoinStep.HOW_MUCH and amount is not None:
        flash(_("记下了：%(amount)s", amount=worker_money(amount)))
    return redirect(_url(joining_rules.join_gap(answers)))


def _shown(step: JoinStep, form: Any, *, template: str | None = None, **more: Any) -> Any:
    draft = kept_join_draft()
    to_check = request.args.get("from") == _CHECK
    before = JoinStep.SEND if to_check else step.before
    back = _url(before) if before else url_for("portal.join_start")
    return page(
        template,
        form=form,
        step=step.number,
        steps_total=len(JoinStep),
        topic=step.label,
        question=True,
        back_url=back,
        code=draft.code if draft else coming_join_code(),
        stored=draft is not None,
        **more,
        **worker_urls(),
    )


@blueprint.route("/joining/name", methods=["GET", "POST"])
@public
@writes
def join_name() -> ResponseReturnValue:
    """Page 1: name and ID number."""
    return _question(JoinStep.NAME, JoinNameForm)


@blueprint.route("/joining/how-long", methods=["GET", "POST"])
@public
@writes
def join_how_long() -> ResponseReturnValue:
    """Page 2: from which month to which."""
    return _question(JoinStep.HOW_LONG, HowLongForm, "portal/how_long.html")


@blueprint.route("/joining/how-much", methods=["GET", "POST"])
@public
@writes
def join_how_much() -> ResponseReturnValue:
    """Page 3: an amount, or rates that are worked out and shown before they are kept."""
    elsewhere = _elsewhere(JoinStep.HOW_MUCH)
    if elsewhere is not None:
        return elsewhere
    form = _form(JoinStep.HOW_MUCH, HowMuchForm)
    show = partial(_shown, JoinStep.HOW_MUCH, template="portal/how_much.html")
    counted = summed(form, show)
    if counted is not None:
        return counted
    if form.sent():
        with form.attempt():
            return _keep(JoinStep.HOW_MUCH, form)
    return sum_page(form, show)


@blueprint.route("/joining/phone", methods=["GET", "POST"])
@public
@writes
def join_phone() -> ResponseReturnValue:
    """Page 4: his own phone."""
    return _question(JoinStep.PHONE, JoinPhoneForm)


@blueprint.route("/joining/send", methods=["GET", "POST"])
@public
@writes
def join_send() -> ResponseReturnValue:
    """Page 5: everything once more, and the sending; exactly once however often it is pressed."""
    form = SendForm()
    draft = sent_join_draft()
    if draft is not None and form.sent():
        with form.attempt():
            code = _join(draft, form)
            keep_receipt(code)
            remember(code)
            return redirect(url_for("portal.joined"))
    elsewhere = _elsewhere(JoinStep.SEND)
    if elsewhere is not None:
        return elsewhere
    answers = draft_queries.answers(draft)
    form.digest.data = answer_rules.digest(answers)
    return _shown(JoinStep.SEND, form, mine=joining_rules.workmate(answers))


def _join(draft: Draft, form: SendForm) -> str:
    """The code of his receipt. A draft that was sent already gives the same one."""
    joined = groups.find_joining_by_code(draft.code)
    if joined is not None:
        return joined.code
    answers = draft_queries.answers(draft)
    entry = kept_entry()
    if entry is None or form.digest.data != answer_rules.digest(answers):
        raise answer_rules.AnswersChanged
    return intake_joining.join(
        joining_rules.workmate(answers),
        entry=entry,
        draft=draft,
        address=request.remote_addr or "",
        by=None,
        now=clock.now(),
    ).code


@blueprint.route("/joined")
@public
def joined() -> ResponseReturnValue:
    """His own receipt: his own amount, nothing of the others."""
    return _receipt("portal/joined.html")


@blueprint.route("/joined/sheet")
@public
def joined_sheet() -> ResponseReturnValue:
    """The same on one sheet of paper."""
    return _receipt("portal/joined_sheet.html")


def _receipt(template: str) -> ResponseReturnValue:
    joining = kept_joining()
    if joining is None:
        return redirect(url_for("portal.join"))
    mine = joining.claimant
    complaint = complaints.any_complaint(mine.complaint_id)
    address = addresses.printed("lookup.receipt", code=joining.code)
    running = clocks.find_running_clock(Subject.COMPLAINT, complaint.id, record.ACCEPTANCE)
    return page(
        template,
        code=joining.code,
        mine=mine,
        complaint=complaint,
        at=at_words(joining.joined_at),
        joined_at=joining.joined_at,
        joined_on=day_of(joining.joined_at),
        running=running,
        qr=segno.make(address, micro=False).svg_data_uri(border=0),
        address=addresses.printed("lookup.receipt"),
        phone_tail=mine.phone[-4:] if mine.phone else None,
        unit_name=offices.name(complaint.unit),
        phone=complaint.unit.phone or "12333",
        **worker_urls(),
    )


@blueprint.route("/joining/next", methods=["POST"])
@public
@writes
def join_next() -> ResponseReturnValue:
    """Another workmate on the same phone, at the same door."""
    make_room()
    return redirect(url_for("portal.join_start"))


@blueprint.route("/joining/new", methods=["POST"])
@public
@writes
def join_new() -> ResponseReturnValue:
    """Too late to join: a complaint of his own, tied to the earlier one."""
    entry = kept_entry()
    if entry is None:
        return redirect(url_for("portal.join"))
    earlier = groups.any_group(entry.group_id).complaint
    answers = joining_rules.following(
        earlier.id,
        employer=earlier.employer_text,
        kind=earlier.employer_kind.value,
        industry=earlier.industry.value,
        area_id=earlier.area_id,
        place=earlier.place,
    )
    draft = drafts.start_draft(answers, now=clock.now())
    begin_anew()
    keep_draft(draft.code)
    flash(_("老板和地点已经填好，接着往下填。"))
    return redirect(url_for("portal.how_long"))
