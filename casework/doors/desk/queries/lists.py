"""Ask: lists of cases as columns, paged by key, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, func, or_, select

from casework.doors.desk.terms import Filter, Order, Standing, Whose
from casework.ground.cases.models.case import Case, Task
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries.matters import Marker
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import ClockState, Priority
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Area, Unit
from casework.ground.offices.terms import Reach
from casework.ground.parties.models import Employer, Project
from casework.ground.statute.terms.words import Card
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number


def _conditions(wanted: Filter, marker: Marker, *, reach: Reach, officer: Officer) -> list[Any]:
    """Everything that narrows a list, the reach first."""
    conditions: list[Any] = [offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id)]
    conditions += _of_whom(wanted, officer) + _standing(wanted)
    if wanted.area_id is not None:
        conditions.append(Case.area_id == wanted.area_id)
    if wanted.card is not None:
        conditions.append(of_card(wanted.card, marker))
    if wanted.late:
        conditions.append(or_(of_card(Card.SUPERVISED, marker), of_card(Card.RED, marker)))
    if wanted.text:
        conditions.append(_matches(wanted.text))
    return conditions


def _of_whom(wanted: Filter, officer: Officer) -> list[Any]:
    if wanted.whose is Whose.MINE:
        return [Case.handler_id == officer.id]
    if wanted.whose is Whose.UNIT:
        return [Case.holder_unit_id == officer.unit_id]
    return []


def _standing(wanted: Filter) -> list[Any]:
    found: list[Any] = []
    if wanted.standing is not Standing.ANY:
        is_open = Case.stage.in_(OPEN)
        found.append(is_open if wanted.standing is Standing.OPEN else ~is_open)
    if wanted.stage is not None:
        found.append(Case.stage == wanted.stage)
    if wanted.priority is not None:
        found.append(Case.priority == wanted.priority)
    return found


def of_card(card: Card, marker: Marker) -> ColumnElement[bool]:
    """The rows that ``Marker.mark`` gives this card: the same rule, said to the database."""
    overdue = Case.next_due_on < marker.today
    grave = or_(
        Case.supervised,
        Case.next_due_on < marker.very_late_before,
        and_(overdue, Case.people >= marker.overdue_people),
    )
    grave = func.coalesce(grave, False)
    yellow = and_(
        Case.next_due_on >= marker.today, Case.next_yellow_on <= marker.today, ~Case.supervised
    )
    if card is Card.SUPERVISED:
        return grave
    if card is Card.RED:
        return and_(overdue, ~grave)
    if card is Card.YELLOW:
        return yellow
    return and_(
        Case.next_due_on >= marker.today, Case.next_yellow_on > marker.today, ~Case.supervised
    )


def _matches(text: str) -> ColumnElement[bool]:
    """In the number, the employer's or the project's name; wildcards are only characters."""
    return or_(
        Case.number.contains(text, autoescape=True),
        Employer.name.contains(text, autoescape=True),
        Project.name.contains(text, autoescape=True),
    )


def _joined(columns: Sequence[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Case)
        .join(Employer, Employer.id == Case.employer_id)
        .outerjoin(Project, Project.id == Case.project_id)
    )


_COLUMNS = (
    Case.id,
    Case.number,
    Case.people,
    Case.claimed,
    Case.verified,
    Case.paid,
    Case.confirmed,
    Case.stage,
    Case.next_due_on,
    Case.next_rule,
    Case.next_yellow_on,
    Case.next_provisional,
    Case.priority,
    Case.chosen_priority,
    Case.traits,
    Case.supervised,
    Case.muted,
    Case.closed_on,
    Employer.name.label("employer"),
    Project.name.label("project"),
    Officer.name.label("handler"),
    Unit.name_zh.label("unit_zh"),
    Unit.name_en.label("unit_en"),
    Area.name_zh.label("area_zh"),
    Area.name_en.label("area_en"),
)


def queue(
    wanted: Filter, marker: Marker, *, reach: Reach, officer: Officer, after: str | None = None
) -> Listing[Any]:
    """One page of cases, the next legal date or the most pressing first.

    Ids come first, by index; the columns are joined to that page alone.
    """
    query = _joined((Case.id,)).where(*_conditions(wanted, marker, reach=reach, officer=officer))
    pressing = wanted.order is Order.PRESSING
    urgency = (Key(Case.priority, Priority),) if pressing else ()
    return _cases(query, *urgency, after=after, size=wanted.size)


def _rows(case_ids: Sequence[int]) -> list[Any]:
    if not case_ids:
        return []
    query = (
        _joined(_COLUMNS)
        .join(Unit, Unit.id == Case.holder_unit_id)
        .join(Area, Area.id == Case.area_id)
        .outerjoin(Officer, Officer.id == Case.handler_id)
        .where(Case.id.in_(case_ids))
    )
    by_id = {row.id: row for row in db.session.execute(query)}
    return [by_id[case_id] for case_id in case_ids]


def card_counts(marker: Marker, *, reach: Reach) -> dict[Card, int]:
    """Open cases by card, in one query."""
    columns = [func.count().filter(of_card(card, marker)).label(card.value) for card in Card]
    query = select(*columns).where(
        offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id), Case.stage.in_(OPEN)
    )
    row = db.session.execute(query).one()
    return {card: getattr(row, card.value) for card in Card}


def due_soon(
    *, until: date, reach: Reach, handler: Officer | None, after: str | None = None
) -> Listing[Any]:
    """Open cases that are overdue or due by ``until``, the earliest first: those of one handler
    and those that nobody has, or all in the reach."""
    query = select(Case.id).where(
        offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id),
        Case.stage.in_(OPEN),
        Case.next_due_on <= until,
    )
    if handler is not None:
        query = query.where(or_(Case.handler_id == handler.id, Case.handler_id.is_(None)))
    return _cases(query, after=after)


def tasks(officer: Officer, *, after: str | None = None) -> Listing[Any]:
    """The officer's open tasks with their cases, the earliest due first."""
    query = (
        select(
            Task.id,
            Task.title,
            Task.due_on,
            Task.case_id,
            Case.number,
            Employer.name.label("employer"),
        )
        .join(Case, Case.id == Task.case_id)
        .join(Employer, Employer.id == Case.employer_id)
        .where(Task.officer_id == officer.id, Task.done_at.is_(None))
    )
    due = Key(func.coalesce(Task.due_on, date.max, type_=Date()), date.fromisoformat)
    return paging.listing(query, due, Key(Task.id, number), after=after)


def unassigned(*, reach: Reach, after: str | None = None) -> Listing[Any]:
    """Open cases of the unit that nobody works on yet."""
    query = select(Case.id).where(
        offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id),
        Case.handler_id.is_(None),
        Case.stage.in_(OPEN),
    )
    return _cases(query, after=after)


#: On the page of today a list begins with so many.
_TODAY_ROWS = 20


def _cases(
    query: Select[Any], *first: Key, after: str | None, size: int = _TODAY_ROWS
) -> Listing[Any]:
    """Cases by their next date, or by something else ``first``: ids by index, then the columns of
    that page alone."""
    keys = (*first, Key(Case.sort_on, date.fromisoformat), Key(Case.id, number))
    found = paging.listing(query, *keys, after=after, size=size)
    return Listing(_rows(found.rows), found.following, found.total)


def clocks_of(case_id: int) -> list[Clock]:
    """Running clocks, the earliest due first, then those that ended."""
    query = select(Clock).where(Clock.case_id == case_id)
    found = list(db.session.scalars(query.order_by(Clock.due_on, Clock.id)))
    return sorted(found, key=lambda clock: clock.state is not ClockState.RUNNING)


def soon_until(today: date, days: int) -> date:
    return today + timedelta(days=days)
