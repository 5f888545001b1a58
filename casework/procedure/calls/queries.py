"""Ask: what the kiosks want of the window."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from casework.ground.offices import queries as offices
from casework.ground.offices.models import Centre
from casework.ground.offices.terms import Reach
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.procedure.calls import rules
from casework.procedure.calls.models import WindowCall
from casework.procedure.calls.terms import Wish


def open_calls(*, reach: Reach, now: datetime) -> list[WindowCall]:
    """What nobody has answered yet in the centres within reach, the oldest first."""
    query = (
        select(WindowCall)
        .join(Centre, Centre.id == WindowCall.centre_id)
        .where(_still_asked(now), offices.within(reach, area=Centre.area_id))
        .order_by(WindowCall.id)
    )
    return list(db.session.scalars(query))


def call(call_id: int, *, reach: Reach) -> WindowCall:
    """Raises Missing, also when it comes from a centre outside the reach."""
    query = (
        select(WindowCall)
        .join(Centre, Centre.id == WindowCall.centre_id)
        .where(WindowCall.id == call_id, offices.within(reach, area=Centre.area_id))
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def find_open_call(
    centre_id: int, wish: Wish, *, complaint_id: int | None, now: datetime
) -> WindowCall | None:
    """The same wish, asked already and not yet answered."""
    query = select(WindowCall).where(
        WindowCall.centre_id == centre_id,
        WindowCall.wish == wish,
        WindowCall.complaint_id.is_not_distinct_from(complaint_id),
        _still_asked(now),
    )
    return db.session.scalars(query.limit(1)).first()


def _still_asked(now: datetime) -> ColumnElement[bool]:
    recent = (
        and_(WindowCall.wish == wish, WindowCall.made_at > rules.asked_since(wish, now=now))
        for wish in Wish
    )
    return and_(WindowCall.answered_at.is_(None), or_(*recent))
