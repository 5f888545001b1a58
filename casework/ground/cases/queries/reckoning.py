"""Ask: how far the limits are worked out again after a new calendar or a changed law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, false, func, select

from casework.ground.cases.models.clocks import Clock, Reckoning
from casework.ground.cases.queries.moving import reached_by_law, reached_by_year
from casework.ground.cases.terms import Cause
from casework.ground.statute import queries as statute
from casework.kernel.database import db, get


def open_reckoning(cause: Cause, about_id: int) -> Reckoning:
    """The one that runs for this year, or this change; it must be there."""
    query = select(Reckoning).where(
        Reckoning.cause == cause, Reckoning.about_id == about_id, Reckoning.finished_at.is_(None)
    )
    return db.session.scalars(query).one()


def reckoning(reckoning_id: int) -> Reckoning:
    """Raises Missing."""
    return get(Reckoning, reckoning_id)


def open_reckonings() -> list[Reckoning]:
    """Those that are not finished, the oldest first."""
    query = select(Reckoning).where(Reckoning.finished_at.is_(None)).order_by(Reckoning.id)
    return list(db.session.scalars(query))


def last_reckonings(*, limit: int) -> list[Reckoning]:
    """For the page that lists them, the newest first."""
    return list(db.session.scalars(select(Reckoning).order_by(Reckoning.id.desc()).limit(limit)))


def are_dates_behind() -> bool:
    """Whether limits wait to be worked out again: until then stored dates need not follow."""
    waits = select(Reckoning.id).where(Reckoning.finished_at.is_(None), ~Reckoning.through)
    return db.session.scalars(waits.limit(1)).first() is not None


def next_reached(reckoning: Reckoning, *, limit: int) -> Sequence[int]:
    """Ids of the next open limits that it reaches, in the order of ids."""
    reached = _reached(select(Clock.id), reckoning.cause, reckoning.about_id)
    query = reached.where(Clock.id > reckoning.cursor).order_by(Clock.id).limit(limit)
    return db.session.scalars(query).all()


def reached_count(cause: Cause, about_id: int) -> int:
    query = _reached(select(func.count()).select_from(Clock), cause, about_id)
    return db.session.scalar(query) or 0


def _reached(query: Select[Any], cause: Cause, about_id: int) -> Select[Any]:
    if cause is Cause.CALENDAR:
        return query.where(reached_by_year(about_id))
    found = reached_by_law(statute.proposal(about_id).amendment)
    return query.where(false() if found is None else found)
