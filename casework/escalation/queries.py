"""Ask: items that wait at a level, inside a reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, false, func, or_, select
from sqlalchemy.orm import joinedload

from casework.escalation.models import Crowd, CrowdStep, Item
from casework.escalation.terms import Level, State
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.offices import queries as offices
from casework.offices.terms import Reach


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
    *, reach: Reach, level: Level | None = None, limit: int = 100, resolved: bool = False
) -> list[Item]:
    """Open items (or resolved ones), the longest overdue first; at one level or at all."""
    query = select(Item).where(offices.within(reach, area=Item.area_id, unit=Item.unit_id))
    done = Item.state == State.RESOLVED
    query = query.where(done if resolved else ~done)
    if level is not None:
        query = query.where(Item.level == level)
    query = (
        query.options(joinedload(Item.case), joinedload(Item.complaint))
        .order_by(Item.due_on, Item.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def crowds(*, reach: Reach, resolved: bool = False, limit: int = 100) -> list[Crowd]:
    """Mass incidents whose plan is still to do (or done), the newest first."""
    query = (
        _crowds(select(Crowd), reach, resolved=resolved)
        .options(joinedload(Crowd.case), joinedload(Crowd.complaint))
        .order_by(Crowd.id.desc())
        .limit(limit)
    )
    return list(db.session.scalars(query))


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


def to_rise(*, on: date, limit: int) -> Sequence[int]:
    """Ids of open items whose day has come, the oldest first."""
    query = select(Item.id).where(Item.state != State.RESOLVED, Item.rise_on <= on)
    return db.session.scalars(query.order_by(Item.rise_on, Item.id).limit(limit)).all()


def open_items_of_clock(clock_id: int) -> list[Item]:
    query = select(Item).where(Item.clock_id == clock_id, Item.state != State.RESOLVED)
    return list(db.session.scalars(query))


def item_of_clock(clock_id: int, *, due_on: date) -> Item:
    """The item of a clock and due date; it must be there."""
    query = select(Item).where(Item.clock_id == clock_id, Item.due_on == due_on)
    return db.session.scalars(query).one()
