"""Ask: the people of a complaint, those who came with it and those who came in later."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.intake.models.complaints import Claimant, Complaint


def claimants(complaint_id: int) -> list[Claimant]:
    """The people of a complaint as they stand now."""
    query = select(Claimant).where(Claimant.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Claimant.position, Claimant.id)))


def first_people(complaint_id: int) -> list[Claimant]:
    """The people of a complaint but those who came in later, as they are on file."""
    query = (
        select(Claimant)
        .where(Claimant.complaint_id == complaint_id, ~Claimant.came_later)
        .options(joinedload(Claimant.worker))
        .order_by(Claimant.position, Claimant.id)
    )
    return list(db.session.scalars(query))


def receipt_amount(complaint: Complaint) -> Money | None:
    """What the receipt of a complaint says is owed: what was said at filing. When workmates have
    joined, the sum is of them all, and only the first one's own stands on his receipt."""
    people = complaint.claimants
    joined = any(one.came_later for one in people)
    return people[0].amount if joined else complaint.amount


def complaint_of(claimant_id: int) -> Complaint:
    """The complaint in which this person stands. Raises Missing."""
    query = select(Complaint).join(Claimant, Claimant.complaint_id == Complaint.id)
    found = db.session.scalars(query.where(Claimant.id == claimant_id)).one_or_none()
    if found is None:
        raise Missing
    return found
