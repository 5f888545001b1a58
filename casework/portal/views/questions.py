"""The nine questions, one thing on each page, kept by the server at each step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.intake import actions as intake
from casework.intake import queries as intake_queries
from casework.intake import rules as intake_rules
from casework.kernel import clock
from casework.offices import queries as offices
from casework.portal import queries, rules
from casework.portal.forms import (
    EvidenceForm,
    HowLongForm,
    HowManyForm,
    HowMuchForm,
    Question,
    SendForm,
    WhereForm,
    WhoForm,
    YouForm,
)
from casework.portal.terms import Step
from casework.portal.views.blueprint import (
    begin_anew,
    blueprint,
    keep_draft,
    keep_receipt,
    kept_draft,
    kept_receipt,
    sent_draft,
    worker_urls,
)
from casework.statute import queries as statute
from casework.statute import rules as law
from casework.web.edge import writes
from casework.web.fields import content_hash
from casework.web.filters import worker_money
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.intake.models import Complaint, Draft

_CHECK = "check"


def _where_now(step: Step) -> ResponseReturnValue | None:
    """Somebody who has sent already sees that; somebody who has skipped goes back to the gap."""
    complaint = kept_receipt()
    if complaint is not None:
        return page("portal/sent.html", complaint=complaint, **worker_urls())
    answers = queries.answers(kept_draft())
    if rules.may_open(step, answers):
        return None
    return redirect(_url(rules.first_gap(answers)))


def _url(step: Step, **values: Any) -> str:
    return url_for(f"portal.{step.value}", **values)


def _question(step: Step, form_class: type[Question]) -> ResponseReturnValue:
    elsewhere = _where_now(step)
    if elsewhere is not None:
        return elsewhere
    form = _form(step, form_class)
    if form.sent():
        with form.attempt():
            return _keep(step, form)
    return _shown(step, form)


def _form(step: Step, form_class: type[Question]) -> Any:
    kept = queries.answers(kept_draft()).get(step.value, {})
    form = form_class(data=form_class.shown(kept))
    form.today = clock.today()
    return form


def _keep(step: Step, form: Question) -> ResponseReturnValue:
    """Keeps the answer; the first one makes the draft and its code."""
    draft, now = kept_draft(), clock.now()
    answers = {**queries.answers(draft), step.value: {**form.answers(), **_beside(step)}}
    if draft is None:
        draft = intake.start_draft(answers, now=now)
        keep_draft(draft.code)
    else:
        intake.keep_draft(draft, answers, now=now)
    _tell(step, answers)
    back_to_check = request.args.get("from") == _CHECK
    following = Step.CHECK if back_to_check else step.after
    gap = rules.first_gap(answers)
    return redirect(_url(following if following and rules.may_open(following, answers) else gap))


def _beside(step: Step) -> dict[str, Any]:
    """What the address says beside the form: that the worker asked for confidence."""
    kept = queries.answers(kept_draft()).get(step.value, {})
    if step is not Step.WHO:
        return {}
    return {"secret": bool(request.args.get("secret")) or bool(kept.get("secret"))}


def _tell(step: Step, answers: rules.Answers) -> None:
    """Reads an amount back in words, and warns of the two years; neither stops anybody."""
    amount = rules.amount(answers)
    if step is Step.HOW_MUCH and amount is not None:
        flash(_("记下了：%(amount)s", amount=worker_money(amount)))
    if step is Step.HOW_LONG and past_two_years(answers):
        flash(_("欠了两年多，可能超过监察时效。"))
        flash(_("照样交，由监察员来看。也可以申请仲裁。"))


def past_two_years(answers: rules.Answers) -> bool:
    _first, last = rules.months(answers)
    return intake_rules.past_two_years(
        last, received_on=clock.today(), statute=statute.statute(), calendar=statute.calendar()
    )


def _shown(step: Step, form: Form | None, **more: Any) -> Any:
    draft = kept_draft()
    answers = queries.answers(draft)
    to_check = request.args.get("from") == _CHECK
    before = Step.CHECK if to_check else step.before
    back = _url(before) if before else url_for("portal.home")
    return page(
        form=form, step=step.number, steps_total=len(Step), topic=step.label, question=True,
        back_url=back, code=draft.code if draft else None, answers=answers,
        secret=bool(request.args.get("secret") or answers.get("who", {}).get("secret")),
        **more, **worker_urls(),
    )  # fmt: skip


@blueprint.route("/file/who", methods=["GET", "POST"])
@public
@writes
def who() -> ResponseReturnValue:
    """Page 1: who owes. The law needs it."""
    return _question(Step.WHO, WhoForm)


@blueprint.route("/file/where", methods=["GET", "POST"])
@public
@writes
def where() -> ResponseReturnValue:
    """Page 2: where the work was. The law needs it; "not sure" goes to the city."""
    elsewhere = _where_now(Step.WHERE)
    if elsewhere is not None:
        return elsewhere
    form = _form(Step.WHERE, WhereForm)
    form.offer(_areas())
    if form.sent():
        with form.attempt():
            return _keep(Step.WHERE, form)
    return _shown(Step.WHERE, form)


def _areas() -> list[tuple[str, str]]:
    """The counties and zones; last the city itself, for those who do not know."""
    areas = offices.handling_areas()
    counties = [(str(area.id), offices.name(area)) for area in areas if area.parent_id]
    city = [(str(area.id), _("说不清，帮我判断")) for area in areas if not area.parent_id]
    return counties + city


@blueprint.route("/file/how-long", methods=["GET", "POST"])
@public
@writes
def how_long() -> ResponseReturnValue:
    """Page 3: from which month to which."""
    return _question(Step.HOW_LONG, HowLongForm)


@blueprint.route("/file/how-much", methods=["GET", "POST"])
@public
@writes
def how_much() -> ResponseReturnValue:
    """Page 4: how much, with a small sum to work it out."""
    elsewhere = _where_now(Step.HOW_MUCH)
    if elsewhere is not None:
        return elsewhere
    form = _form(Step.HOW_MUCH, HowMuchForm)
    form.counting = "count" in request.form
    if form.sent() and not form.counting:
        with form.attempt():
            return _keep(Step.HOW_MUCH, form)
    return _counted(form) if form.counting else _shown(Step.HOW_MUCH, form)


def _counted(form: HowMuchForm) -> Any:
    """The same page with the sum worked out and written into the amount."""
    total = form.sum() if not form.errors else None
    if total is None:
        if not form.errors:
            form.refuse(form.number, _("请写一天多少钱，干了几天"))
        return _shown(Step.HOW_MUCH, form, total=None, open_sum=True)
    form.amount.raw_data, form.amount.data = [total.short], total
    response = _shown(Step.HOW_MUCH, form, total=total, open_sum=True)
    response.status_code = 200
    return response


@blueprint.route("/file/how-many", methods=["GET", "POST"])
@public
@writes
def how_many() -> ResponseReturnValue:
    """Page 5: alone or with workmates."""
    return _question(Step.HOW_MANY, HowManyForm)


@blueprint.route("/file/evidence", methods=["GET", "POST"])
@public
@writes
def evidence() -> ResponseReturnValue:
    """Page 6: what is in hand; nothing is an answer."""
    return _question(Step.EVIDENCE, EvidenceForm)


@blueprint.route("/file/you", methods=["GET", "POST"])
@public
@writes
def you() -> ResponseReturnValue:
    """Page 7: name, ID number, phone; or none of them, and then it is a tip."""
    return _question(Step.YOU, YouForm)


@blueprint.route("/file/check")
@public
def check() -> ResponseReturnValue:
    """Page 8: everything once more, each with a way to change it."""
    elsewhere = _where_now(Step.CHECK)
    if elsewhere is not None:
        return elsewhere
    answers = queries.answers(kept_draft())
    filing = rules.filing(answers)
    return _shown(Step.CHECK, None, filing=filing, area=offices.area(filing.area_id),
                  kind=intake_rules.kind_of(filing), late=past_two_years(answers))  # fmt: skip


@blueprint.route("/file/send", methods=["GET", "POST"])
@public
@writes
def send() -> ResponseReturnValue:
    """Page 9: sending, exactly once however often it is pressed."""
    form = SendForm()
    draft = sent_draft()
    if draft is not None and form.sent():
        with form.attempt():
            keep_receipt(_file(draft, form).code)
            return redirect(url_for("portal.receipt"))
    if form.refusal is not None and draft is not None and draft.complaint_id is not None:
        return page("portal/sent.html", form=form, complaint=_complaint(draft), **worker_urls())
    elsewhere = _where_now(Step.SEND)
    if elsewhere is not None:
        return elsewhere
    answers = queries.answers(draft)
    form.digest.data = rules.digest(answers)
    return _shown(Step.SEND, form, kind=intake_rules.kind_of(rules.filing(answers)),
                  answer_on=_answer_on())  # fmt: skip


def _answer_on() -> date:
    """The day by which a complaint handed in today must be answered."""
    rule = statute.statute().rule(intake.ACCEPTANCE, on=clock.today())
    return law.due(rule, clock.today(), statute.calendar()).due_on


def _file(draft: Draft, form: SendForm) -> intake.Filed:
    """Once: the key of the page and the draft itself both stand against a second time."""
    once = {"key": form.form_key.data, "content_hash": content_hash()}
    if draft.complaint_id is not None:
        return intake.file_again(draft, **once, now=clock.now())
    answers = queries.answers(draft)
    if form.digest.data != rules.digest(answers):
        raise rules.AnswersChanged
    return intake.file(rules.filing(answers), draft=draft, **once, by=None, now=clock.now())


def _complaint(draft: Draft) -> Complaint:
    return intake_queries.any_complaint(draft.complaint_id or 0)


@blueprint.route("/file/again", methods=["POST"])
@public
@writes
def again() -> ResponseReturnValue:
    """Another complaint, after one was sent from this browser."""
    begin_anew()
    return redirect(url_for("portal.who"))
