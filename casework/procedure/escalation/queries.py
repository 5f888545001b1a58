"""Ask: items that wait at a level, inside a reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from casework.ground.cases.models.case import Case
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.terms import Subject
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.ids import FigureId
from casework.kernel import paging, sweeps
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.escalation.models import Crowd, CrowdStep, Item
from casework.procedure.escalation.terms import Level, Standing, State
from casework.procedure.intake.models.complaints import Complaint

_COMPLAINT = aliased(Complaint)


def item(item_id: int, *, reach: Reach) -> Item:
    """Raises Missing, also when the item lies outside the reach."""
    query = select(Item).where(
        Item.id == item_id, offices.within(reach, area=Item.area_id, unit=Item.unit_id)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def items(
    *,
    reach: Reach,
    standing: Standing,
    level: Level | None = None,
    on: date,
    after: str | None = None,
    size: int = paging.PAGE_ROWS,
) -> Listing[Item]:
    """Items of one level or of all, the most pressing first: crowds, then the longest overdue,
    then the most people."""
    crowd = statute.statute().figure(FigureId.CROWD_CITY_PEOPLE, on=on).whole
    query = _items(select(Item), reach=reach).where(Item.state.in_(standing.states))
    if level is not None:
        query = query.where(Item.level == level)
    people = _people()
    return paging.listing(
        query,
        Key(case((people >= crowd, 1), else_=0), number, down=True),
        Key(Item.due_on, date.fromisoformat),
        Key(people, number, down=True),
        Key(Item.id, number),
        after=after,
        size=size,
        options=(contains_eager(Item.case), joinedload(Item.complaint)),
    )


def _people() -> Any:
    """So many people as there are now; a complaint that nobody took up has said its own."""
    return func.coalesce(Case.people, _COMPLAINT.people, 0)


def _items(query: Select[Any], *, reach: Reach) -> Select[Any]:
    of_complaint = and_(
        Clock.subject_kind == Subject.COMPLAINT,
        Clock.subject_id == _COMPLAINT.id,
        Item.case_id.is_(None),
    )
    return (
        query.outerjoin(Case, Case.id == Item.case_id)
        .outerjoin(Clock, Clock.id == Item.clock_id)
        .outerjoin(_COMPLAINT, of_complaint)
        .where(offices.within(reach, area=Item.area_id, unit=Item.unit_id))
    )


@dataclass(frozen=True)
class Tally:
    """How much waits at one level, with what: items and the people in them."""

    count: int = 0
    people: int = 0


def tallies(*, reach: Reach) -> dict[tuple[Level, Standing], Tally]:
    """All open items of a reach by level and standing, in one statement."""
    query = _items(
        select(Item.level, Item.state, func.count(), func.coalesce(func.sum(_people()), 0)),
        reach=reach,
    ).where(Item.state != State.RESOLVED)
    found: dict[tuple[Level, Standing], Tally] = {}
    for level, state, many, people in db.session.execute(query.group_by(Item.level, Item.state)):
        key = (level, Standing.of(state))
        so_far = found.get(key, Tally())
        found[key] = Tally(so_far.count + many, so_far.people + int(people))
    return found


def crowds(
    *,
    reach: Reach,
    resolved: bool = False,
    after: str | None = None,
    size: int = paging.PAGE_ROWS,
) -> Listing[Crowd]:
    """Mass incidents whose plan is still to do (or done), the most people first."""
    query = _crowds(select(Crowd), reach, resolved=resolved)
    keys = (Key(Crowd.people, number, down=True), Key(Crowd.id, number, down=True))
    both = (joinedload(Crowd.case), joinedload(Crowd.complaint))
    return paging.listing(query, *keys, after=after, size=size, options=both)


def crowd_count(*, reach: Reach) -> int:
    """How many mass incidents have steps of their plan still to do."""
    query = _crowds(select(func.count()).select_from(Crowd), reach, resolved=False)
    return db.session.scalar(query) or 0


def _crowds(query: Select[Any], reach: Reach, *, resolved: bool) -> Select[Any]:
    left = exists().where(CrowdStep.crowd_id == Crowd.id, CrowdStep.done_at.is_(None))
    inside = offices.within(reach, area=Crowd.area_id, unit=Crowd.unit_id)
    return query.where(inside, ~left if resolved else left)


def crowd(crowd_id: int, *, reach: Reach) -> Crowd:
    """Raises Missing, also when it lies outside the reach."""
    query = select(Crowd).where(
        Crowd.id == crowd_id, offices.within(reach, area=Crowd.area_id, unit=Crowd.unit_id)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def crowd_by_key(key: str) -> Crowd:
    """It must be there."""
    return db.session.scalars(select(Crowd).where(Crowd.key == key)).one()


def crowds_of(complaint_ids: Sequence[int], case_id: int | None) -> list[Crowd]:
    """What these complaints or their case have been raised for already."""
    of_case = Crowd.case_id == case_id if case_id is not None else false()
    query = select(Crowd).where(or_(Crowd.complaint_id.in_(complaint_ids), of_case))
    return list(db.session.scalars(query.order_by(Crowd.id)))


def count(*, reach: Reach, level: Level) -> int:
    """Items that wait for an answer at this level."""
    query = (
        select(func.count())
        .select_from(Item)
        .where(
            offices.within(reach, area=Item.area_id, unit=Item.unit_id),
            Item.level == level,
            Item.state.in_((State.WAITING, State.TAKEN)),
        )
    )
    return db.session.scalar(query) or 0


def to_rise(sweep: str, *, on: date, limit: int, now: datetime) -> Sequence[int]:
    """Ids of open items whose day has come, the oldest first, but for those that this sweep tries
    again later."""
    query = select(Item.id).where(
        Item.state != State.RESOLVED, Item.rise_on <= on, sweeps.ready(sweep, Item.id, now=now)
    )
    return db.session.scalars(query.order_by(Item.rise_on, Item.id).limit(limit)).all()


def open_items_of_clock(clock_id: int) -> list[Item]:
    query = select(Item).where(Item.clock_id == clock_id, Item.state != State.RESOLVED)
    return list(db.session.scalars(query))


def item_of_clock(clock_id: int, *, due_on: date) -> Item:
    """The item of a clock and due date; it must be there."""
    query = select(Item).where(Item.clock_id == clock_id, Item.due_on == due_on)
    return db.session.scalars(query).one()
