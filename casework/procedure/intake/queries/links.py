"""Ask: complaints that have to do with each other."""

from __future__ import annotations

from sqlalchemy import select

from casework.ground.offices.terms import Reach
from casework.kernel.database import db
from casework.procedure.intake.models.complaints import Complaint, ComplaintLink
from casework.procedure.intake.queries.complaints import (
    within,
)
from casework.procedure.intake.rules.complaints import WAITING


def accepted_with(complaint_id: int) -> list[Complaint]:
    """The waiting complaints that the counter has joined to this one, on either side."""
    links = select(ComplaintLink).where(
        ComplaintLink.together,
        (ComplaintLink.complaint_id == complaint_id) | (ComplaintLink.follows_id == complaint_id),
    )
    ids = {i for link in db.session.scalars(links) for i in (link.complaint_id, link.follows_id)}
    query = select(Complaint).where(
        Complaint.id.in_(ids - {complaint_id}), Complaint.state.in_(WAITING)
    )
    return list(db.session.scalars(query.order_by(Complaint.id)))


def linked(complaint_id: int, *, reach: Reach) -> list[Complaint]:
    """The complaint that this one follows, and those that follow it, inside the reach."""
    follows = select(ComplaintLink.follows_id).where(ComplaintLink.complaint_id == complaint_id)
    followers = select(ComplaintLink.complaint_id).where(ComplaintLink.follows_id == complaint_id)
    query = select(Complaint).where(Complaint.id.in_(follows.union_all(followers)), within(reach))
    return list(db.session.scalars(query.order_by(Complaint.id)))
