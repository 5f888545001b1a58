"""The nine questions, one thing on each page, kept by the server at each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as drafts
from casework.doors.hall.views import (
    areas,
    begin_anew,
    keep_receipt,
    kept_draft,
    sent_draft,
    worker_urls,
)
from casework.doors.kiosks.views.visits import filed_here
from casework.doors.portal.forms.questions import (
    HowLongForm,
    HowManyForm,
    SendForm,
    WhereForm,
    WhoForm,
    YouForm,
)
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.portal.terms.asking import Step
from casework.doors.portal.views.asking import (
    form_of,
    keep,
    past_two_years,
    question,
    shown,
    where_now,
)
from casework.doors.portal.views.blueprint import blueprint
from casework.doors.portal.views.days_brought import renew_statement
from casework.doors.proving.views import from_where, remember
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.kernel import clock
from casework.procedure.intake.actions import filing as intake_filing
from casework.procedure.intake.actions import flooding, record
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.terms import Filing, Kind
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint, Draft


@blueprint.route("/file/who", methods=["GET", "POST"])
@public
@writes
def who() -> ResponseReturnValue:
    """Page 1: who owes. The law needs it."""
    return question(Step.WHO, WhoForm)


@blueprint.route("/file/where", methods=["GET", "POST"])
@public
@writes
def where() -> ResponseReturnValue:
    """Page 2: where the work was. The law needs it; "not sure" goes to the city."""
    elsewhere = where_now(Step.WHERE)
    if elsewhere is not None:
        return elsewhere
    form = form_of(Step.WHERE, WhereForm)
    form.offer(areas())
    if form.sent():
        with form.attempt():
            return keep(Step.WHERE, form)
    return shown(Step.WHERE, form)


@blueprint.route("/file/how-long", methods=["GET", "POST"])
@public
@writes
def how_long() -> ResponseReturnValue:
    """Page 3: from which month to which."""
    return question(Step.HOW_LONG, HowLongForm)


@blueprint.route("/file/how-many", methods=["GET", "POST"])
@public
@writes
def how_many() -> ResponseReturnValue:
    """Page 5: alone or with workmates."""
    return question(Step.HOW_MANY, HowManyForm)


@blueprint.route("/file/you", methods=["GET", "POST"])
@public
@writes
def you() -> ResponseReturnValue:
    """Page 7: name, ID number, phone; or none of them, and then it is a tip."""
    return question(Step.YOU, YouForm)


@blueprint.route("/file/check")
@public
def check() -> ResponseReturnValue:
    """Page 8: everything once more, each with a way to change it."""
    elsewhere = where_now(Step.CHECK)
    if elsewhere is not None:
        return elsewhere
    draft = kept_draft()
    answers, files = drafts.answers(draft), drafts.files_of(draft)
    filing = answer_rules.filing(answers)
    return shown(
        Step.CHECK,
        None,
        filing=filing,
        files=files,
        evidence=complaint_rules.in_hand(filing.evidence, files=files),
        area=offices.area(filing.area_id),
        kind=complaint_rules.kind_of(filing),
        goes_to=_goes_to(filing),
        late=past_two_years(answers),
    )


def _goes_to(filing: Filing) -> str:
    """Whom text messages reach; a tip has none unless they were asked for. Empty: nobody asks."""
    first = filing.claimants[0] if filing.claimants else None
    if first is None or not (first.phone or filing.helper):
        return ""
    if complaint_rules.kind_of(filing) is Kind.TIP:
        return _("您自己的手机") if filing.told and first.phone else _("不发短信")
    if filing.no_messages:
        return _("不发短信，有事打电话")
    if filing.helper is not None and filing.helper.gets_messages:
        return filing.helper.name
    return filing.phone_of or _("您自己的手机")


@blueprint.route("/file/send", methods=["GET", "POST"])
@public
@writes
def send() -> ResponseReturnValue:
    """Page 9: sending, exactly once however often it is pressed."""
    form = SendForm()
    draft = sent_draft()
    if draft is not None and form.sent():
        with form.attempt():
            code = _file(draft, form).code
            keep_receipt(code)
            remember(code)
            return redirect(url_for("portal.receipt"))
    if form.refusal is not None and draft is not None and draft.complaint_id is not None:
        return page("portal/sent.html", form=form, complaint=_complaint(draft), **worker_urls())
    elsewhere = where_now(Step.SEND)
    if elsewhere is not None:
        return elsewhere
    answers = drafts.answers(draft)
    form.digest.data = answer_rules.digest(answers)
    return shown(
        Step.SEND,
        form,
        kind=complaint_rules.kind_of(answer_rules.filing(answers)),
        answer_on=_answer_on(),
    )


def _answer_on() -> date:
    """The day by which a complaint handed in today must be answered."""
    rule = statute.statute().rule(record.ACCEPTANCE, on=clock.today())
    return counting.due(rule, clock.today(), statute.calendar()).due_on


def _file(draft: Draft, form: SendForm) -> intake_filing.Filed:
    """Once: a draft that was filed, by whichever page, gives the receipt that it has."""
    if draft.complaint_id is not None:
        return intake_filing.filed_before(draft)
    answers = drafts.answers(draft)
    if form.digest.data != answer_rules.digest(answers):
        raise answer_rules.AnswersChanged
    renew_statement(draft)
    filing = _checked(filed_here(answer_rules.filing(answers)))
    return intake_filing.file(filing, draft=draft, by=None, now=clock.now())


def _complaint(draft: Draft) -> Complaint:
    return complaints.any_complaint(draft.complaint_id or 0)


@blueprint.route("/file/again", methods=["POST"])
@public
@writes
def again() -> ResponseReturnValue:
    """Another complaint, after one was sent from this browser."""
    begin_anew()
    return redirect(url_for("portal.who"))


def _checked(filing: Filing) -> Filing:
    """What is filed, marked when so much came from here that its sender is to be checked first."""
    phones = [one.phone for one in filing.claimants if one.phone]
    phones += [filing.helper.phone] if filing.helper and filing.helper.phone else []
    flood = flooding.is_flood(address=from_where(), phones=phones, now=clock.now())
    return replace(filing, unverified=flood)
