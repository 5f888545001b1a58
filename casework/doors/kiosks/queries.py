"""Ask: which machine is a kiosk, and who is at it just now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casework.doors.kiosks import rules
from casework.doors.kiosks.models import Kiosk, Visit
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Centre
from casework.ground.offices.terms import Reach
from casework.kernel import crypto, sweeps
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.procedure.intake.models.complaints import Draft


def kiosk_index(key: str) -> str:
    """The keyed hash under which a kiosk is found."""
    return crypto.blind("kiosk.key", key)


def find_kiosk(key: str) -> Kiosk | None:
    """The kiosk with this key, while it is one."""
    query = select(Kiosk).where(Kiosk.key_index == kiosk_index(key), Kiosk.ended_at.is_(None))
    return db.session.scalars(query).one_or_none()


def kiosk(kiosk_id: int, *, reach: Reach) -> Kiosk:
    """Raises Missing, also when its centre lies outside the reach."""
    query = select(Kiosk).join(Centre, Centre.id == Kiosk.centre_id)
    query = query.where(Kiosk.id == kiosk_id, offices.within(reach, area=Centre.area_id))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def kiosks(*, reach: Reach) -> list[Kiosk]:
    """The machines that are kiosks now."""
    query = (
        select(Kiosk)
        .join(Centre, Centre.id == Kiosk.centre_id)
        .where(Kiosk.ended_at.is_(None), offices.within(reach, area=Centre.area_id))
        .options(joinedload(Kiosk.officer))
        .order_by(Kiosk.id)
    )
    return list(db.session.scalars(query))


def find_visit(visit_id: int | None) -> Visit | None:
    """The visit, also when it is over or its person has walked away."""
    return db.session.get(Visit, visit_id) if visit_id else None


def drafts_of_visit(visit_id: int) -> list[Draft]:
    """What was begun at this visit and is to be wiped with it."""
    return list(db.session.scalars(select(Draft).where(Draft.visit_id == visit_id)))


def idle_visits(sweep: str, *, now: datetime) -> list[int]:
    """Ids of open visits whose person has walked away, but for those that this sweep tries again
    later."""
    query = select(Visit.id).where(
        Visit.ended_at.is_(None),
        Visit.seen_at < now - rules.WIPE_AFTER,
        sweeps.ready(sweep, Visit.id, now=now),
    )
    return list(db.session.scalars(query))
