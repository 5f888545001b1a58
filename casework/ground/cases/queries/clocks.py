"""Limits that run: which are due, what their dates follow from, and what would move them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from casework.ground.cases.models.clocks import Clock, ClockRest, Extension, Suspension
from casework.ground.cases.rules import clocks as clock_rules
from casework.ground.cases.terms import (
    ClockState,
    RequestState,
    Run,
    Subject,
)
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.calendar import Sheet
from casework.ground.statute.terms.calendar import Suspension as Stop
from casework.ground.statute.terms.entries import Figure
from casework.kernel import sweeps
from casework.kernel.database import db
from casework.kernel.terms import Missing, Refused


def clocks(case_id: int) -> list[Clock]:
    """Every clock of the case, the earliest due first."""
    query = select(Clock).where(Clock.case_id == case_id).order_by(Clock.due_on, Clock.id)
    return list(db.session.scalars(query))


def clock(clock_id: int, *, reach: Reach) -> Clock:
    """Raises Missing."""
    found = db.session.scalars(
        select(Clock).where(
            Clock.id == clock_id, offices.within(reach, area=Clock.area_id, unit=Clock.unit_id)
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def any_clock(clock_id: int) -> Clock:
    """For handlers of facts. Raises Missing."""
    found = db.session.get(Clock, clock_id)
    if found is None:
        raise Missing
    return found


def next_clock(case_id: int) -> Clock | None:
    """The running clock that is due first."""
    query = select(Clock).where(Clock.case_id == case_id, Clock.state == ClockState.RUNNING)
    return db.session.scalars(query.order_by(Clock.due_on, Clock.id).limit(1)).one_or_none()


def find_running_clock(kind: Subject, subject_id: int, rule: str) -> Clock | None:
    return db.session.scalars(
        select(Clock)
        .where(
            Clock.subject_kind == kind,
            Clock.subject_id == subject_id,
            Clock.rule == rule,
            Clock.state == ClockState.RUNNING,
        )
        .order_by(Clock.id.desc())
    ).first()


def find_last_clock(kind: Subject, subject_id: int, rule: str) -> Clock | None:
    """The newest clock of a rule, whether it runs or not."""
    query = select(Clock).where(
        Clock.subject_kind == kind, Clock.subject_id == subject_id, Clock.rule == rule
    )
    return db.session.scalars(query.order_by(Clock.id.desc())).first()


def running_clocks(kind: Subject, subject_id: int) -> list[Clock]:
    """The running clocks of one subject, the earliest due first."""
    query = (
        select(Clock)
        .where(
            Clock.subject_kind == kind,
            Clock.subject_id == subject_id,
            Clock.state == ClockState.RUNNING,
        )
        .order_by(Clock.due_on, Clock.id)
    )
    return list(db.session.scalars(query))


def clocks_to_check(sweep: str, *, on: date, limit: int, now: datetime) -> Sequence[int]:
    """Ids of running clocks at which the sweep must look by this day, oldest first, but for those
    that it tries again later."""
    return db.session.scalars(_to_check(sweep, Clock.id, by=on, now=now).limit(limit)).all()


def next_check_day(sweep: str, *, by: date, now: datetime) -> date | None:
    """The earliest day up to this one for which the sweep has something to look at."""
    return db.session.scalar(_to_check(sweep, Clock.check_on, by=by, now=now).limit(1))


def _to_check(sweep: str, column: Any, *, by: date, now: datetime) -> Select[Any]:
    return (
        select(column)
        .where(
            Clock.state == ClockState.RUNNING,
            Clock.check_on <= by,
            sweeps.ready(sweep, Clock.id, now=now),
        )
        .order_by(Clock.check_on, Clock.id)
    )


def run(clock: Clock, *, extended: bool | None = None, extended_by: int | None = None) -> Run:
    """What the clock's date follows from, read from its rows; ``extended`` to try one out, by a
    length where the law sets none."""
    return Run(
        rule=clock.rule,
        start_on=clock.start_on,
        start_at=clock.start_at,
        term_on=clock.term_on,
        extended=clock.extended if extended is None else extended,
        extended_by=extended_by or clock.extended_by,
        suspensions=(*_approved_stops(clock), *_rests(clock)),
    )


def _approved_stops(clock: Clock) -> Iterator[Stop]:
    for row in suspensions(clock.id):
        if row.state is RequestState.APPROVED:
            yield Stop(row.from_on, row.until_on, row.ground.label, row.paper)


def _rests(clock: Clock) -> Iterator[Stop]:
    query = select(ClockRest).where(ClockRest.clock_id == clock.id)
    for row in db.session.scalars(query.order_by(ClockRest.from_on)):
        yield Stop(row.from_on, row.until_on, closed=True)


def sheet(clock: Clock, *, extended: bool | None = None, extended_by: int | None = None) -> Sheet:
    """The sheet of a clock, worked out again from its events."""
    return sheet_of(run(clock, extended=extended, extended_by=extended_by))


def sheet_of(events: Run) -> Sheet:
    """The date that follows from events. Raises UnknownRule, NoStatutoryLength, NoExtension."""
    return clock_rules.work_out(events, statute.statute(), statute.calendar())


def figure_for(clock: Clock, figure_id: str) -> Figure:
    """The version of an internal figure by which this clock goes. Raises UnknownFigure."""
    return statute.statute().figure_reaching(
        figure_id, began_on=clock.start_on, open_on=clock.due_on
    )


def suspensions(clock_id: int) -> list[Suspension]:
    """Every suspension asked for, in the order of their days."""
    query = select(Suspension).where(Suspension.clock_id == clock_id)
    return list(db.session.scalars(query.order_by(Suspension.from_on, Suspension.id)))


def extensions(clock_id: int) -> list[Extension]:
    """Every extension asked for, the oldest first."""
    query = select(Extension).where(Extension.clock_id == clock_id)
    return list(db.session.scalars(query.order_by(Extension.id)))


def running_after(clock_id: int, *, limit: int) -> list[Clock]:
    """The next running clocks in the order of their ids."""
    query = select(Clock).where(Clock.state == ClockState.RUNNING, Clock.id > clock_id)
    return list(db.session.scalars(query.order_by(Clock.id).limit(limit)))


def differing(*, after: int, limit: int) -> tuple[list[str], int | None]:
    """Those of the next running clocks whose stored date does not follow, in words for an
    administrator; and the last id looked at, None when there are no more."""
    batch = running_after(after, limit=limit)
    wrong = [_difference(clock, on) for clock, on in not_reproduced(batch)]
    return wrong, batch[-1].id if batch else None


def _difference(clock: Clock, on: date | None) -> str:
    found = on.isoformat() if on else "—"
    return f"{clock.rule} {clock.due_on.isoformat()}≠{found} ({clock.id})"


def not_reproduced(clocks: Sequence[Clock]) -> list[tuple[Clock, date | None]]:
    """Those whose stored date does not follow from their events, with the date that would."""
    wrong: list[tuple[Clock, date | None]] = []
    for found in clocks:
        try:
            proved = sheet(found)
        except Refused:
            wrong.append((found, None))
            continue
        stored = (found.due_on, found.provisional, found.rule_from)
        if (proved.due_on, proved.provisional, proved.rule.valid_from) != stored:
            wrong.append((found, proved.due_on))
    return wrong
