"""Ask: whose identity waits for an officer's word."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.ground.offices.terms import Reach
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.models.identities import IdentityDoubt
from casework.procedure.intake.queries.complaints import within
from casework.procedure.intake.terms import State

_LIVING = (State.RECEIVED, State.SUPPLEMENT, State.ACCEPTED)


def find_doubt(claimant_id: int) -> IdentityDoubt | None:
    """What was asked about this person, decided or not."""
    query = select(IdentityDoubt).where(IdentityDoubt.claimant_id == claimant_id)
    return db.session.scalars(query).one_or_none()


def is_doubted(claimant_id: int) -> bool:
    """Whether his identity waits for an officer's word."""
    found = find_doubt(claimant_id)
    return found is not None and found.verdict is None


def doubt(doubt_id: int, *, complaint_id: int) -> IdentityDoubt:
    """Raises Missing, also for one of another complaint."""
    found = db.session.get(IdentityDoubt, doubt_id)
    if found is None or found.claimant.complaint_id != complaint_id:
        raise Missing
    return found


def doubts_of(complaint_id: int) -> list[IdentityDoubt]:
    """All of a complaint's people, decided or not, in their order."""
    query = _joined(select(IdentityDoubt)).where(Claimant.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Claimant.position)))


def doubts_in_case(case_id: int) -> list[IdentityDoubt]:
    """Those that wait, of everybody who belongs to a case by one of its complaints."""
    query = _joined(select(IdentityDoubt)).where(Complaint.case_id == case_id, *_open())
    return list(db.session.scalars(query.order_by(IdentityDoubt.id)))


def open_doubts(*, reach: Reach, after: str | None = None) -> Listing[IdentityDoubt]:
    """Those that wait within reach, the oldest first."""
    query = _joined(select(IdentityDoubt)).where(*_open(), within(reach))
    return paging.listing(query, Key(IdentityDoubt.id, number), after=after)


def open_doubts_count(*, reach: Reach) -> int:
    return paging.count(_joined(select(IdentityDoubt.id)).where(*_open(), within(reach)))


def _joined(query: Any) -> Any:
    with_person = query.join(Claimant, Claimant.id == IdentityDoubt.claimant_id)
    return with_person.join(Complaint, Complaint.id == Claimant.complaint_id)


def _open() -> tuple[Any, ...]:
    return (
        IdentityDoubt.verdict.is_(None),
        Claimant.withdrawn_at.is_(None),
        Complaint.state.in_(_LIVING),
    )
