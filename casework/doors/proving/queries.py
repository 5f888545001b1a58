"""Ask: whether a browser has proved who sits before it, how long who guesses has to wait, and
whether what was open is closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, func, select

from casework.doors.proving import rules
from casework.doors.proving.models import EndedOpening, OneTimeCode, WrongCode
from casework.doors.proving.terms import ProofOf, Seeing, Window
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
    return found if found is not None and rules.holds(found.proven_at, now=now) else None


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


def digits_of(code: str) -> str:
    """A receipt code as it is kept: spaces and full-width digits are what people type."""
    return "".join(c for c in crypto.normalise(code) if c.isdigit())


def code_mark(digits: str) -> str:
    """By which a browser knows a code that it has opened, without holding it."""
    return crypto.blind("opened.code", digits)[:20]


def check_wait(key: str, *, now: datetime) -> None:
    """Raises TooManyTries while this counter asks to wait."""
    until = db.session.scalar(select(WrongCode.wait_until).where(WrongCode.key == key))
    if until is not None and until > now:
        raise rules.TooManyTries(until, now=now)


def locked_counter(key: str) -> WrongCode:
    """The counter, held until the transaction ends."""
    query = select(WrongCode).where(WrongCode.key == key).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def opening_index(ticket: str) -> str:
    """The keyed hash under which the end of an opening is kept."""
    return crypto.blind("opening.ticket", ticket)


def is_ended(ticket: str) -> bool:
    query = select(exists().where(EndedOpening.key == opening_index(ticket)))
    return bool(db.session.scalar(query))
