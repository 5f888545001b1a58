"""扫码同案: the five short pages of a workmate, and the sending."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as draft_queries
from casework.doors.hall.forms import Question
from casework.doors.hall.views import (
    begin_anew,
    keep_draft,
    keep_receipt,
    kept_joining,
    worker_urls,
)
from casework.doors.joining import rules as joining_rules
from casework.doors.joining.forms import JoinNameForm, JoinPhoneForm
from casework.doors.joining.terms import JoinStep
from casework.doors.joining.views.kept import (
    blueprint,
    coming_join_code,
    keep_join_draft,
    kept_entry,
    kept_join_draft,
    sent_join_draft,
)
from casework.doors.portal.forms.how_much import HowMuchForm
from casework.doors.portal.forms.questions import HowLongForm, SendForm
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.portal.views.how_much import sum_page, summed
from casework.doors.proving.views import remember
from casework.kernel import clock
from casework.procedure.groups import queries as groups
from casework.procedure.groups.actions import joining as intake_joining
from casework.procedure.intake.actions import drafts
from casework.web.edge import writes
from casework.web.filters import worker_money
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Draft

_CHECK = "check"


def _elsewhere(step: JoinStep) -> ResponseReturnValue | None:
    """Who has joined sees his receipt; who stands at no open door, or skipped a page, goes back."""
    if kept_joining() is not None:
        return redirect(url_for("joining.joined"))
    answers, entry = _answers(), kept_entry()
    if entry is None:
        return redirect(url_for("joining.join"))
    if not groups.joinable(groups.any_group(entry.group_id), on=clock.today()):
        return redirect(url_for("joining.join_start"))
    if joining_rules.may_open_join(step, answers):
        return None
    return redirect(_url(joining_rules.join_gap(answers)))


def _answers() -> dict[str, Any]:
    return draft_queries.answers(kept_join_draft())


def _url(step: JoinStep, **values: Any) -> str:
    return url_for(f"joining.join_{step.value}", **values)


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
    back = _url(before) if before else url_for("joining.join_start")
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
            return redirect(url_for("joining.joined"))
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


@blueprint.route("/joining/new", methods=["POST"])
@public
@writes
def join_new() -> ResponseReturnValue:
    """Too late to join: a complaint of his own, tied to the earlier one."""
    entry = kept_entry()
    if entry is None:
        return redirect(url_for("joining.join"))
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
