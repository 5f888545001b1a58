"""Ask: whether a browser has proved who sits before it, which phone is on file, which window."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from casework.doors.portal.models.proving import OneTimeCode
from casework.doors.portal.rules import proving
from casework.doors.portal.terms.proving import ProofOf, Window
from casework.doors.portal.terms.telling import Seeing
from casework.ground.offices import queries as offices
from casework.kernel import crypto
from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.procedure.groups.models import Joining
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import complaints


def token_index(token: str) -> str:
    return crypto.blind("one_time_code.token", token)


def receipt_mark(seeing: Seeing) -> str:
    """Ties what a browser has opened to the present receipt, a workmate's to his own: a new
    receipt closes it everywhere. Raises Missing."""
    query = (
        select(func.coalesce(Joining.code_index, Complaint.code_index))
        .select_from(Complaint)
        .outerjoin(Joining, Joining.claimant_id == seeing.claimant_id)
        .where(Complaint.id == seeing.complaint_id)
    )
    index = db.session.scalar(query)
    if index is None:
        raise Missing
    return crypto.blind("receipt.mark", index)[:20]


def phone_on_file(seeing: Seeing) -> str | None:
    """The phone of the person whose line was opened; the registered one before the one that was
    typed when filing."""
    claimant = db.session.get(Claimant, seeing.claimant_id) if seeing.claimant_id else None
    if claimant is None or claimant.complaint_id != seeing.complaint_id:
        return None
    registered = claimant.worker.phone if claimant.worker else None
    return registered or claimant.contact


def is_proven(seeing: Seeing, token: str, *, now: datetime) -> bool:
    """Whether this browser has proved the phone that is on file now. A code to one that was
    replaced, or that was never the owner's, proves nothing any more."""
    proof = find_proof(seeing.purpose, token, now=now)
    return proof is not None and proof.phone == phone_on_file(seeing)


def find_proof(purpose: str, token: str, *, now: datetime) -> OneTimeCode | None:
    """What was proved in this browser for this purpose, as long as it holds."""
    query = select(OneTimeCode).where(
        OneTimeCode.token_index == token_index(token),
        OneTimeCode.proof_of == ProofOf.PERSON,
        OneTimeCode.purpose == purpose,
        OneTimeCode.ended_at.is_(None),
    )
    found = db.session.scalars(query).one_or_none()
    return found if found is not None and proving.holds(found.proven_at, now=now) else None


def locked_code(token: str) -> OneTimeCode | None:
    """The code that this browser was sent, held until the transaction ends."""
    query = select(OneTimeCode).where(OneTimeCode.token_index == token_index(token))
    held = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held).one_or_none()


def window(seeing: Seeing) -> Window:
    """Where the person goes whom a text message does not reach."""
    complaint = complaints.any_complaint(seeing.complaint_id)
    centre = complaint.centre or offices.find_centre_of(complaint.area_id)
    place = centre or complaint.unit
    return Window(offices.name(place), place.address, place.phone or "12333")
