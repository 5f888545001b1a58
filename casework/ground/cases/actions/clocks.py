"""Do: start a legal limit, meet it, drop it; the case shows its earliest one."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.approvals import actions as approvals
from casework.ground.cases.models.case import NO_DATE, Case
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks, matters, pauses
from casework.ground.cases.rules import clocks as clock_rules
from casework.ground.cases.terms import ClockState, OverdueMet, Run, Subject
from casework.ground.offices.models import Unit
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.calendar import Sheet
from casework.ground.statute.terms.ids import FigureId
from casework.kernel.database import db
from casework.kernel.facts import announce


def start_clock(
    *,
    kind: Subject,
    subject_id: int,
    rule: str,
    start_on: date,
    unit: Unit,
    case: Case | None = None,
    term_on: date | None = None,
    start_at: datetime | None = None,
    muted: bool = False,
    now: datetime,
) -> Clock:
    """Starts a legal limit under the rule in force on its start day.

    ``term_on`` is given where a paper names its last day itself (ORDER-TERM). Limits in hours
    need ``start_at``. Raises UnknownRule, NoStatutoryLength.
    """
    run = Run(rule=rule, start_on=start_on, start_at=start_at, term_on=term_on)
    sheet = clock_rules.work_out(run, statute.statute(), statute.calendar())
    clock = Clock(
        subject_kind=kind,
        subject_id=subject_id,
        case_id=case.id if case else None,
        area_id=unit.area_id,
        unit_id=unit.id,
        rule=rule,
        start_on=start_on,
        start_at=start_at,
        term_on=term_on,
        length=None if term_on else sheet.length,
        muted=muted or bool(case and case.muted),
        started_at=now,
    )
    set_due(clock, sheet)
    db.session.add(clock)
    db.session.flush()
    if case is not None:
        refresh_next_due(case)
    return clock


def set_due(clock: Clock, sheet: Sheet) -> None:
    """The clock keeps the date of its sheet, and from when the sweep has to look at it."""
    clock.due_on, clock.provisional = sheet.due_on, sheet.provisional
    clock.due_at = sheet.due if isinstance(sheet.due, datetime) else None
    clock.rule_from = sheet.rule.valid_from
    if not clock.muted:
        set_warning(clock)


def set_warning(clock: Clock) -> None:
    """From when the sweep has to look at the clock: first to warn, then for the breach."""
    warn = clocks.figure_for(clock, FigureId.CLOCK_WARNING_WORKDAYS).whole
    clock.check_on = clock_rules.warning_day(
        clock.start_on, clock.due_on, statute.calendar(), workdays=warn
    )


def meet_clock(clock: Clock, *, on: date, now: datetime) -> None:
    """What the limit asked for was done on this day. Doing it again changes nothing."""
    if clock.state is not ClockState.RUNNING:
        return
    _met(clock, on=on, now=now)


def met_after_all(clock: Clock, *, on: date, now: datetime) -> None:
    """What the limit asked for had been done in time, as is known only now: a limit that was
    dropped as passed is met. Its breach stays on record. Again changes nothing."""
    if clock.state is not ClockState.MET:
        _met(clock, on=on, now=now)


def _met(clock: Clock, *, on: date, now: datetime) -> None:
    was_overdue = clock.check_on is None and not clock.muted
    clock.state, clock.met_on, clock.check_on = ClockState.MET, on, None
    if was_overdue:
        announce(OverdueMet(clock.id, on.isoformat(), in_time=on <= clock.due_on), now=now)
    _settled(clock, now=now)


def meet(kind: Subject, subject_id: int, rule: str, *, on: date, now: datetime) -> None:
    """Meets the running clock of this rule, if there is one that had begun by this day.

    News of a deed may come late; it never meets a limit that began after the deed.
    """
    clock = clocks.find_running_clock(kind, subject_id, rule)
    if clock is not None and clock.start_on <= on:
        meet_clock(clock, on=on, now=now)


def cancel_clock(clock: Clock, *, now: datetime) -> None:
    """The limit no longer applies."""
    if clock.state is not ClockState.RUNNING:
        return
    clock.state, clock.check_on = ClockState.CANCELLED, None
    _settled(clock, now=now)


def settle_by_closing(case: Case, *, on: date, now: datetime) -> None:
    """The case is closed: whatever still runs ends with it, until it is opened again."""
    for clock in clocks.clocks(case.id):
        if clock.state is ClockState.RUNNING:
            _met(clock, on=on, now=now)
            clock.settled_by_closing = True
    db.session.flush()


def _settled(clock: Clock, *, now: datetime) -> None:
    db.session.flush()
    for kind, asked_id in pauses.asked_about(clock.id):
        approvals.make_void(kind, asked_id, now=now)
    if clock.case_id is not None:
        refresh_next_due(matters.any_case(clock.case_id))


def refresh_next_due(case: Case) -> None:
    """The case shows the earliest due date of its running clocks; a replay shows none."""
    earliest = None if case.muted else clocks.next_clock(case.id)
    case.next_due_on = earliest.due_on if earliest else None
    case.sort_on = earliest.due_on if earliest else NO_DATE
    case.next_rule = earliest.rule if earliest else None
    case.next_provisional = bool(earliest and earliest.provisional)
    case.next_yellow_on = _yellow_day(earliest) if earliest else None
    db.session.flush()


def _yellow_day(clock: Clock) -> date:
    return clock_rules.yellow_day(
        clock.start_on,
        clock.due_on,
        statute.calendar(),
        share=clocks.figure_for(clock, FigureId.CARD_YELLOW_SHARE).whole,
        workdays=clocks.figure_for(clock, FigureId.CARD_YELLOW_WORKDAYS).whole,
    )
