"""Ask: cases, lines, clocks, timelines; always inside a reader's reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casework.cases import rules
from casework.cases.models import (
    Assignment,
    Case,
    Clock,
    Extension,
    Line,
    Suspension,
    Task,
    TimelineEntry,
)
from casework.cases.rules import OPEN
from casework.cases.terms import ClockState, Part, RequestState, Run, Stage, Subject
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.offices import queries as offices
from casework.offices.terms import Reach
from casework.statute import queries as statute
from casework.statute.terms import Calendar, Card, Sheet, UnknownRule
from casework.statute.terms import Suspension as Stop


@dataclass(frozen=True)
class Marker:
    """What it takes to mark any number of cases on one day."""

    today: date
    very_late_before: date
    overdue_people: int

    def mark(self, row: Any) -> Card | None:
        """``row`` has next_due_on, next_yellow_on, people, supervised."""
        return rules.mark(
            due_on=row.next_due_on, yellow_on=row.next_yellow_on, people=row.people,
            overdue_people=self.overdue_people, very_late_before=self.very_late_before,
            today=self.today, supervised=row.supervised,
        )  # fmt: skip


def marker(today: date) -> Marker:
    """The figures and dates that mark cases on this day."""
    book = statute.statute()
    late = book.figure("card.supervised.overdue", on=today).whole
    people = book.figure("card.supervised.people", on=today).whole
    before = rules.very_late_before(today, statute.calendar(), workdays=late)
    return Marker(today, before, people)


def case(case_id: int, *, reach: Reach) -> Case:
    """Raises Missing, also when the case lies outside the reach."""
    query = select(Case).where(
        Case.id == case_id, offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def any_case(case_id: int) -> Case:
    """For actions and tasks that have judged the reach already. Raises Missing."""
    found = db.session.get(Case, case_id)
    if found is None:
        raise Missing
    return found


def case_by_number(number: str, *, reach: Reach) -> Case:
    """Raises Missing."""
    found = db.session.scalars(
        select(Case).where(Case.number == number, offices.within(reach, area=Case.area_id))
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def lines(case_id: int) -> list[Line]:
    """The workers' lines in their order, each with its worker."""
    query = select(Line).where(Line.case_id == case_id).order_by(Line.position, Line.id)
    return list(db.session.scalars(query))


def line(line_id: int, *, case_id: int) -> Line:
    """Raises Missing, also when the line belongs to another case."""
    found = db.session.scalars(
        select(Line).where(Line.id == line_id, Line.case_id == case_id)
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def lines_of_worker(worker_id: int) -> list[Line]:
    query = select(Line).where(Line.worker_id == worker_id).options(joinedload(Line.case))
    return list(db.session.scalars(query.order_by(Line.id.desc())))


def timeline(case_id: int, *, to_worker: bool = False, limit: int = 500) -> list[TimelineEntry]:
    """Newest first."""
    query = select(TimelineEntry).where(TimelineEntry.case_id == case_id)
    if to_worker:
        query = query.where(TimelineEntry.to_worker)
    return list(db.session.scalars(query.order_by(TimelineEntry.id.desc()).limit(limit)))


def assignments(case_id: int) -> dict[Part, Assignment]:
    """Who works on the case now, by part."""
    query = select(Assignment).where(Assignment.case_id == case_id, Assignment.until_at.is_(None))
    return {found.part: found for found in db.session.scalars(query)}


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


def clocks_to_check(*, on: date, limit: int, but: Sequence[int] = ()) -> Sequence[int]:
    """Ids of running clocks at which the sweep must look by this day, oldest first."""
    query = (
        select(Clock.id)
        .where(Clock.state == ClockState.RUNNING, Clock.check_on <= on)
        .order_by(Clock.check_on, Clock.id)
        .limit(limit)
    )
    if but:
        query = query.where(Clock.id.not_in(but))
    return db.session.scalars(query).all()


def next_check_day(*, by: date, but: Sequence[int] = ()) -> date | None:
    """The earliest day up to this one for which the sweep has something to look at."""
    query = (
        select(Clock.check_on)
        .where(Clock.state == ClockState.RUNNING, Clock.check_on <= by)
        .order_by(Clock.check_on, Clock.id)
        .limit(1)
    )
    if but:
        query = query.where(Clock.id.not_in(but))
    return db.session.scalar(query)


def run(clock: Clock, *, extended: bool | None = None) -> Run:
    """What the clock's date follows from, read from its rows; ``extended`` to try one out."""
    return Run(
        rule=clock.rule, start_on=clock.start_on, start_at=clock.start_at, term_on=clock.term_on,
        extended=clock.extended if extended is None else extended,
        suspensions=tuple(
            Stop(row.from_on, row.until_on, row.ground.label, row.paper)
            for row in suspensions(clock.id) if row.state is RequestState.APPROVED
        ),
    )  # fmt: skip


def sheet(clock: Clock, *, extended: bool | None = None) -> Sheet:
    """The sheet of a clock, worked out again from its events."""
    events = run(clock, extended=extended)
    return rules.work_out(events, statute.statute(), statute.calendar())


def suspensions(clock_id: int) -> list[Suspension]:
    """Every suspension asked for, in the order of their days."""
    query = select(Suspension).where(Suspension.clock_id == clock_id)
    return list(db.session.scalars(query.order_by(Suspension.from_on, Suspension.id)))


def extensions(clock_id: int) -> list[Extension]:
    """Every extension asked for, the oldest first."""
    query = select(Extension).where(Extension.clock_id == clock_id)
    return list(db.session.scalars(query.order_by(Extension.id)))


def suspension(suspension_id: int, *, reach: Reach) -> tuple[Suspension, Clock]:
    """With its clock. Raises Missing."""
    return _request(Suspension, suspension_id, reach)


def extension(extension_id: int, *, reach: Reach) -> tuple[Extension, Clock]:
    """With its clock. Raises Missing."""
    return _request(Extension, extension_id, reach)


def _request(model: Any, row_id: int, reach: Reach) -> Any:
    found = db.session.get(model, row_id)
    if found is None:
        raise Missing
    return found, clock(found.clock_id, reach=reach)


def requests(reach: Reach) -> list[tuple[Extension | Suspension, Clock]]:
    """What waits for a decision within the reach, the oldest first."""
    found: list[Any] = []
    for model in (Extension, Suspension):
        query = (
            select(model, Clock)
            .join(Clock, Clock.id == model.clock_id)
            .where(
                model.state == RequestState.REQUESTED,
                Clock.state == ClockState.RUNNING,
                offices.within(reach, area=Clock.area_id, unit=Clock.unit_id),
            )
        )
        found += db.session.execute(query).tuples()
    return sorted(found, key=lambda pair: pair[0].id)


def clocks_touching(year: int) -> list[Clock]:
    """Running clocks whose days reach into a year, or into the week before it, which its notice
    may arrange as well; the earliest due first."""
    query = select(Clock).where(
        Clock.state == ClockState.RUNNING,
        Clock.start_on <= date(year, 12, 31),
        Clock.due_on >= date(year - 1, 12, 20),
    )
    return list(db.session.scalars(query.order_by(Clock.due_on, Clock.id)))


@dataclass(frozen=True)
class Moving:
    """What another calendar would make of a clock."""

    clock_id: int
    number: str
    rule: str
    old_on: date
    provisional: bool
    new_on: date
    still_provisional: bool


def moving(calendar: Calendar, *, year: int) -> list[Moving]:
    """The open clocks whose date a calendar would move or make certain; nothing is changed."""
    found = []
    for row in clocks_touching(year):
        new = rules.work_out(run(row), statute.statute(), calendar)
        if (new.due_on, new.provisional) != (row.due_on, row.provisional):
            number = any_case(row.case_id).number if row.case_id else ""
            found.append(Moving(row.id, number, row.rule, row.due_on, row.provisional,
                                new.due_on, new.provisional))  # fmt: skip
    return found


def running_after(clock_id: int, *, limit: int) -> list[Clock]:
    """The next running clocks in the order of their ids."""
    query = select(Clock).where(Clock.state == ClockState.RUNNING, Clock.id > clock_id)
    return list(db.session.scalars(query.order_by(Clock.id).limit(limit)))


def not_reproduced(clocks: Sequence[Clock]) -> list[tuple[Clock, date | None]]:
    """Those whose stored date does not follow from their events, with the date that would."""
    wrong: list[tuple[Clock, date | None]] = []
    for found in clocks:
        try:
            proved = sheet(found)
        except UnknownRule:
            wrong.append((found, None))
            continue
        if (proved.due_on, proved.provisional) != (found.due_on, found.provisional):
            wrong.append((found, proved.due_on))
    return wrong


def open_case_of_employer(employer_id: int, *, area_id: int) -> Case | None:
    """The newest open case against this employer in an area: a finding joins it."""
    return db.session.scalars(
        select(Case)
        .where(Case.employer_id == employer_id, Case.area_id == area_id, Case.stage.in_(OPEN))
        .order_by(Case.id.desc())
    ).first()


def cases_in_stage(stage: Stage, *, area_id: int) -> list[Case]:
    """The cases of an area that stand in one stage, the oldest first."""
    query = select(Case).where(Case.area_id == area_id, Case.stage == stage).order_by(Case.id)
    return list(db.session.scalars(query))


def open_tasks(case_id: int) -> list[Task]:
    query = select(Task).where(Task.case_id == case_id, Task.done_at.is_(None))
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id)))


def tasks_of(officer_id: int, *, limit: int = 100) -> list[Task]:
    query = select(Task).where(Task.officer_id == officer_id, Task.done_at.is_(None))
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id).limit(limit)))


def task(task_id: int, *, case_id: int) -> Task:
    """Raises Missing, also when the task belongs to another case."""
    query = select(Task).where(Task.id == task_id, Task.case_id == case_id)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found
