"""Cases, their lines, people, timeline and tasks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casework.ground.cases.models.case import Assignment, Case, Line, Task, TimelineEntry
from casework.ground.cases.rules import clocks
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Part, Stage
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.ids import FigureId
from casework.ground.statute.terms.words import Card
from casework.kernel.database import db
from casework.kernel.terms import Missing


class AboutCase(Protocol):
    """A row of any room that is about one case."""

    id: Any
    case_id: Any


A = TypeVar("A", bound=AboutCase)


@dataclass(frozen=True)
class Marker:
    """What it takes to mark any number of cases on one day."""

    today: date
    very_late_before: date
    overdue_people: int

    def mark(self, row: Any) -> Card | None:
        """``row`` has next_due_on, next_yellow_on, people, supervised."""
        return clocks.mark(
            due_on=row.next_due_on,
            yellow_on=row.next_yellow_on,
            people=row.people,
            overdue_people=self.overdue_people,
            very_late_before=self.very_late_before,
            today=self.today,
            supervised=row.supervised,
        )


def marker(today: date) -> Marker:
    """The figures and dates that mark cases on this day."""
    book = statute.statute()
    late = book.figure(FigureId.CARD_SUPERVISED_OVERDUE, on=today).whole
    people = book.figure(FigureId.CARD_SUPERVISED_PEOPLE, on=today).whole
    before = clocks.very_late_before(today, statute.calendar(), workdays=late)
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


def about_case(kind: type[A], row_id: int, *, reach: Reach) -> A:
    """A row of a room above that is about a case. Raises Missing, also when its case lies outside
    the reach."""
    query = select(kind).join(Case, Case.id == kind.case_id)
    within = offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id)
    found = db.session.scalars(query.where(kind.id == row_id, within)).one_or_none()
    if found is None:
        raise Missing
    return found


def any_case(case_id: int) -> Case:
    """For actions and tasks that have judged the reach already. Raises Missing."""
    found = db.session.get(Case, case_id)
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


def task(task_id: int, *, case_id: int) -> Task:
    """Raises Missing, also when the task belongs to another case."""
    query = select(Task).where(Task.id == task_id, Task.case_id == case_id)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def open_titles(case_ids: Collection[int]) -> set[tuple[int, str]]:
    """Case and title of every open task of these cases."""
    query = select(Task.case_id, Task.title).where(
        Task.case_id.in_(case_ids), Task.done_at.is_(None)
    )
    return {(case_id, title) for case_id, title in db.session.execute(query).tuples()}
