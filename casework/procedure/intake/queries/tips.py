"""Ask: who gave a tip, for those few who may; and who has looked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from casework.ground.identity.models import Officer, Reading
from casework.ground.identity.terms import Deed, Logged
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Unit
from casework.ground.offices.terms import Reach
from casework.kernel import crypto, paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.models.tips import Tipster

OPENINGS = 100


def tipster_index(id_number: str) -> str:
    """The keyed hash of a tipster's ID number; not that under which workers are found."""
    return crypto.blind("tipster.id_number", id_number)


def tipsters(complaint_id: int) -> list[Tipster]:
    """Still sealed. Opened only where the tipster himself asks, or by ``actions.open_tip``."""
    query = select(Tipster).where(Tipster.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Tipster.position, Tipster.id)))


def has_tipster(complaint_id: int) -> bool:
    query = select(Tipster.id).where(Tipster.complaint_id == complaint_id)
    return db.session.scalars(query.limit(1)).first() is not None


def openings(
    *,
    reach: Reach,
    complaint_id: int | None = None,
    register_number: str = "",
    after: str | None = None,
) -> Listing[Row[Any]]:
    """Who opened which tip, when and why; newest first."""
    query = (
        select(
            Reading.id,
            Reading.at,
            Reading.reason,
            Reading.from_address,
            Officer.name,
            Officer.login,
            Unit.name_zh,
            Unit.name_en,
            Complaint.id.label("complaint_id"),
            Complaint.register_number,
        )
        .join(Officer, Officer.id == Reading.officer_id)
        .join(Unit, Unit.id == Officer.unit_id)
        .join(Complaint, Complaint.id == Reading.subject_id)
        .where(
            Reading.what == Deed.OPENED_TIP.value,
            Reading.subject_kind == Logged.COMPLAINT.value,
            offices.within(reach, area=Complaint.area_id, unit=Complaint.unit_id),
        )
    )
    if complaint_id is not None:
        query = query.where(Reading.subject_id == complaint_id)
    if register_number:
        query = query.where(Complaint.register_number == register_number.strip())
    return paging.listing(query, Key(Reading.id, number, down=True), after=after)
