"""Limits: why a date, extensions and suspensions, each asked for by one and decided by another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from casework.ground.approvals import queries as approvals
from casework.ground.cases.actions import pauses
from casework.ground.cases.forms import DecideForm, ExtendForm, ResumeForm, SuspendForm
from casework.ground.cases.queries import clocks, matters, moving
from casework.ground.cases.queries import pauses as pauses_queries
from casework.ground.cases.rules.pauses import MOST_EXTENDED
from casework.ground.cases.terms import ClockState, RequestState
from casework.ground.cases.views.blueprint import blueprint
from casework.ground.cases.views.shell import rule_name
from casework.ground.identity import queries as identity
from casework.ground.identity.terms import Permission
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import explaining
from casework.ground.statute.terms.ids import FigureId
from casework.kernel import clock as time
from casework.kernel.terms import Missing, Refused
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place
from casework.web.words import _

if TYPE_CHECKING:
    from casework.ground.cases.models.clocks import Clock, Extension, Suspension
    from casework.ground.statute.models import Proposal
    from casework.ground.statute.terms.calendar import Calendar
    from casework.ground.statute.terms.entries import Amendment, Rule


@blueprint.get("/clocks/<int:clock_id>/why")
@guard(Permission.READ_CASE)
def why(clock_id: int) -> ResponseReturnValue:
    """The sheet that explains a date, with what stopped or lengthened it."""
    return _sheet_of(clocks.clock(clock_id, reach=current_user.reach(Permission.READ_CASE)))


@blueprint.get("/<int:case_id>/next/why")
@guard(Permission.READ_CASE)
def why_next(case_id: int) -> ResponseReturnValue:
    """The sheet of a case's next date: lists show the date, and need not know its clock."""
    case = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    clock = clocks.next_clock(case.id)
    if clock is None:
        raise Missing
    return _sheet_of(clock)


def _sheet_of(clock: Clock) -> ResponseReturnValue:
    return page(
        "cases/why.html",
        view=explained(clock),
        clock=clock,
        case=_case(clock),
        change=_change_followed(clock),
        pauses=_pauses(clock),
        verbs=clock_verbs(clock),
        calm=clocks.not_reproduced([clock]) == [],
        RequestState=RequestState,
    )


def _change_followed(clock: Clock) -> Proposal | None:
    """The change that took over while the limit was open; None under the law of its start."""
    if clock.rule_from is None or clock.rule_from <= clock.start_on:
        return None
    return statute.approved_change(clock.rule, effective_on=clock.rule_from)


def explained(clock: Clock) -> Any:
    """The sheet of a clock, worked out again from its events."""
    return explaining.explain(clocks.sheet(clock), statute.calendar(), today=time.today())


def clock_verbs(clock: Clock) -> list[tuple[str, str]]:
    """What this reader may do about a running limit: words and address."""
    if clock.state is not ClockState.RUNNING:
        return []
    verbs = _decisions(clock)
    if not current_user.may(Permission.INVESTIGATE) or clock.due_on < time.today():
        return verbs
    rule = statute.statute().find_rule(clock.rule, on=clock.start_on)
    if rule is not None and rule.extendable and not clock.extended and not _extension_waits(clock):
        verbs.append((_("延期"), url_for("cases.extend", clock_id=clock.id)))
    if rule is not None and rule.pausable and clock.due_at is None and clock.term_on is None:
        verbs.append((_("中止"), url_for("cases.suspend", clock_id=clock.id)))
    return verbs


def _extension_waits(clock: Clock) -> bool:
    return any(row.state is RequestState.REQUESTED for row in clocks.extensions(clock.id))


def _decisions(clock: Clock) -> list[tuple[str, str]]:
    """Requests to decide on, and a standing clock to let run again."""
    stops = clocks.suspensions(clock.id)
    verbs = []
    if current_user.may(Permission.APPROVE_DECISION):
        verbs += [
            (_("审批延期"), url_for("cases.approve_extension", extension_id=row.id))
            for row in clocks.extensions(clock.id)
            if row.state is RequestState.REQUESTED
        ]
        verbs += [
            (_("审批中止"), url_for("cases.approve_suspension", suspension_id=row.id))
            for row in stops
            if row.state is RequestState.REQUESTED
        ]
    if current_user.may(Permission.INVESTIGATE):
        verbs += [
            (_("恢复"), url_for("cases.resume", suspension_id=row.id))
            for row in stops
            if row.state is RequestState.APPROVED and row.until_on is None
        ]
    return verbs


def _pauses(clock: Clock) -> dict[str, Any]:
    stops, extensions = clocks.suspensions(clock.id), clocks.extensions(clock.id)
    people = [*_people(stops), *_people(extensions)]
    return {"stops": stops, "extensions": extensions, "names": identity.names(people)}


def _people(rows: Sequence[Extension | Suspension]) -> list[int | None]:
    return [officer for row in rows for officer in (row.requested_by, row.decided_by)]


@blueprint.route("/clocks/<int:clock_id>/extend", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def extend(clock_id: int) -> ResponseReturnValue:
    """Ask for the one extension; the page says how far it would reach."""
    clock = clocks.clock(clock_id, reach=current_user.reach(Permission.INVESTIGATE))
    form, rule = ExtendForm(), _rule(clock)
    if not rule.extension_open:
        del form.length
    if form.sent():
        with form.attempt():
            pauses.ask_extension(clock.id, **form.facts(), by=reader(), now=time.now())
            return _asked(clock)
    return page(
        form=form,
        clock=clock,
        rule=rule,
        until=_extended_until(clock),
        case=_case(clock),
        most=clocks.figure_for(clock, MOST_EXTENDED),
    )


def _rule(clock: Clock) -> Rule:
    return statute.statute().rule(clock.rule, on=clock.start_on)


def _extended_until(clock: Clock, *, by: int | None = None) -> date | None:
    """None where the law gives no extension, or leaves its length to the approval."""
    try:
        return clocks.sheet(clock, extended=True, extended_by=by).due_on
    except Refused:
        return None


@blueprint.route("/clocks/<int:clock_id>/suspend", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def suspend(clock_id: int) -> ResponseReturnValue:
    """Ask that the limit stand still, for a listed reason and with the paper that allows it."""
    clock = clocks.clock(clock_id, reach=current_user.reach(Permission.INVESTIGATE))
    form = SuspendForm()
    if form.sent():
        with form.attempt():
            pauses.ask_suspension(clock.id, **form.facts(), by=reader(), now=time.now())
            return _asked(clock)
    cap = statute.statute().figure(FigureId.CLOCK_SUSPENSION_CAP, on=clock.start_on)
    return page(form=form, clock=clock, rule=_rule(clock), cap=cap, case=_case(clock))


@blueprint.route("/suspensions/<int:suspension_id>/resume", methods=["GET", "POST"])
@guard(Permission.INVESTIGATE)
@writes
def resume(suspension_id: int) -> ResponseReturnValue:
    """The limit runs again from the day after the one given."""
    reach = current_user.reach(Permission.INVESTIGATE)
    stop, clock = pauses_queries.suspension(suspension_id, reach=reach)
    form = ResumeForm(last_on=time.today())
    if form.sent():
        with form.attempt():
            pauses.resume(stop.id, last_on=form.last_on.data, by=reader(), now=time.now())
            return _back(clock)
    return page(form=form, clock=clock, stop=stop, case=_case(clock))


@blueprint.get("/requests")
@guard(Permission.APPROVE_DECISION)
def requests() -> ResponseReturnValue:
    """Extensions and suspensions that wait for this reader's decision."""
    found = pauses_queries.requests(reader(), after=place())
    rows = [(row, clock, _case(clock), _approval(row)) for row, clock in found.rows]
    people = identity.names([row.requested_by for row, _clock in found.rows])
    return page(rows=rows, names=people, pages=pages(found))


def _approval(row: Extension | Suspension) -> str:
    if hasattr(row, "ground"):
        return url_for("cases.approve_suspension", suspension_id=row.id)
    return url_for("cases.approve_extension", extension_id=row.id)


@blueprint.route("/extensions/<int:extension_id>/approve", methods=["GET", "POST"])
@guard(Permission.APPROVE_DECISION)
@writes
def approve_extension(extension_id: int) -> ResponseReturnValue:
    """Another person decides on an extension before the limit has passed."""
    asked, clock = pauses_queries.extension(
        extension_id, reach=current_user.reach(Permission.APPROVE_DECISION)
    )
    before = approvals.before(pauses_queries.extension_sheet(asked, clock), reader=reader())
    form = DecideForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            pauses.decide_extension(asked.id, **_decision(form), by=reader(), now=time.now())
            return _back(clock)
    until = _extended_until(clock, by=asked.length)
    return page(form=form, asked=asked, until=until, before=before, **_about(clock))


@blueprint.route("/suspensions/<int:suspension_id>/approve", methods=["GET", "POST"])
@guard(Permission.APPROVE_DECISION)
@writes
def approve_suspension(suspension_id: int) -> ResponseReturnValue:
    """Another person decides whether the limit stands still."""
    asked, clock = pauses_queries.suspension(
        suspension_id, reach=current_user.reach(Permission.APPROVE_DECISION)
    )
    before = approvals.before(pauses_queries.suspension_sheet(asked, clock), reader=reader())
    form = DecideForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            pauses.decide_suspension(asked.id, **_decision(form), by=reader(), now=time.now())
            return _back(clock)
    return page(form=form, asked=asked, before=before, **_about(clock))


def _decision(form: DecideForm) -> dict[str, Any]:
    """What was decided, and on which sheet."""
    return {
        "seen": form.seen_hash,
        "approve": bool(form.approve.data),
        "words": form.note.data or "",
    }


def _about(clock: Clock) -> dict[str, Any]:
    return {"clock": clock, "case": _case(clock), "over": clock.due_on < time.today()}


def _case(clock: Clock) -> Any:
    return matters.any_case(clock.case_id) if clock.case_id else None


def clocks_moving(calendar: Calendar, year: int) -> list[dict[str, Any]]:
    """What a notice of days off would move, for the page that loads it."""
    return [
        {**vars(row), "rule": rule_name(row.rule)} for row in moving.moving(calendar, year=year)
    ]


def clocks_moving_by_law(asked: Amendment) -> list[dict[str, Any]]:
    """What another value of an entry would move, for the pages that propose and approve it."""
    return [{**vars(row), "rule": rule_name(row.rule)} for row in moving.moving_by_law(asked)]


def _asked(clock: Clock) -> Response:
    flash(_("已提请，等部门负责人批准。"), "message")
    return _back(clock)


def _back(clock: Clock) -> Response:
    return redirect(url_for("cases.why", clock_id=clock.id))
