"""What waits for an officer's approval: papers, closings, claims, advances, referrals, and what is
asked for about a limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from casework.advances.models import Advance
from casework.advances.terms import AdvanceState
from casework.cases.models import Case, Clock, Extension, Suspension
from casework.cases.terms import ClockState, RequestState
from casework.closing.models import Closing
from casework.closing.terms import State as ClosingState
from casework.deposits.models import Claim
from casework.deposits.terms import ClaimState
from casework.desk.terms import Approval
from casework.documents.models import Paper
from casework.documents.terms import FORMS
from casework.documents.terms import State as PaperState
from casework.identity.models import Officer
from casework.identity.terms import Permission
from casework.kernel.database import db
from casework.offices import queries as offices
from casework.parties.models import Employer
from casework.referrals.models import Referral
from casework.referrals.terms import ReferralState

_LIMIT = 50


@dataclass(frozen=True)
class Waiting:
    """One thing to approve: what it is, its row, its case, since when."""

    what: Approval
    name: str
    row_id: int
    case_id: int | None
    number: str | None
    employer: str | None
    since_at: datetime


def waiting_for(officer: Officer) -> list[Waiting]:
    """Everything that this officer may approve, the oldest first; never the own."""
    found = _papers(officer)
    for kind in _KINDS:
        if officer.may(kind.permission):
            found += _rows(officer, kind)
    if officer.may(Permission.APPROVE_DECISION):
        found += _requests(officer, Approval.EXTENSION, Extension)
        found += _requests(officer, Approval.SUSPENSION, Suspension)
    return sorted(found, key=lambda waiting: waiting.since_at)[:_LIMIT]


@dataclass(frozen=True)
class _Kind:
    """One kind of row that waits: who approves it, in which state, since when, prepared by whom."""

    what: Approval
    permission: Permission
    model: Any
    waits: Any
    since: Any
    by: Any


_KINDS = (
    _Kind(Approval.CLOSING, Permission.APPROVE_CLOSING, Closing,
          Closing.state == ClosingState.PROPOSED, Closing.proposed_at, Closing.proposed_by),
    _Kind(Approval.CLAIM, Permission.APPROVE_CLAIM, Claim,
          Claim.state == ClaimState.PREPARED, Claim.prepared_at, Claim.prepared_by),
    _Kind(Approval.ADVANCE, Permission.APPROVE_ADVANCE, Advance,
          Advance.state == AdvanceState.PREPARED, Advance.prepared_at, Advance.prepared_by),
    _Kind(Approval.REFERRAL, Permission.APPROVE_REFERRAL, Referral,
          Referral.state == ReferralState.PREPARED, Referral.prepared_at, Referral.prepared_by),
)  # fmt: skip


def _rows(officer: Officer, kind: _Kind) -> list[Waiting]:
    reach = officer.reach(kind.permission)
    query = (
        select(kind.model.id, Case.id.label("case_id"), Case.number, Employer.name,
               kind.since.label("since"))
        .join(Case, Case.id == kind.model.case_id)
        .join(Employer, Employer.id == Case.employer_id)
        .where(kind.waits, kind.by != officer.id,
               offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id))
        .order_by(kind.since)
        .limit(_LIMIT)
    )  # fmt: skip
    return [
        Waiting(kind.what, kind.what.label, row.id, row.case_id, row.number, row.name, row.since)
        for row in db.session.execute(query)
    ]


def _papers(officer: Officer) -> list[Waiting]:
    """Drafts of the kinds that are approved on their own page."""
    found: list[Waiting] = []
    for permission in {form.approval for form in FORMS.values() if form.approval}:
        if officer.may(permission):
            kinds = [k for k, f in FORMS.items() if f.approval is permission and not f.step]
            found += _drafts(officer, permission, kinds)
    return found


def _drafts(officer: Officer, permission: Permission, kinds: list[Any]) -> list[Waiting]:
    reach = officer.reach(permission)
    query = (
        select(Paper.id, Paper.kind, Paper.drafted_at, Case.id.label("case_id"), Case.number,
               Employer.name)
        .join(Case, Case.id == Paper.case_id)
        .join(Employer, Employer.id == Case.employer_id)
        .where(Paper.state == PaperState.DRAFTED, Paper.kind.in_(kinds),
               Paper.drafted_by != officer.id, Paper.returned_for == "",
               offices.within(reach, area=Paper.area_id, unit=Paper.unit_id))
        .order_by(Paper.id)
        .limit(_LIMIT)
    )  # fmt: skip
    return [
        Waiting(Approval.PAPER, row.kind.label, row.id, row.case_id, row.number, row.name,
                row.drafted_at)
        for row in db.session.execute(query)
    ]  # fmt: skip


def _requests(officer: Officer, what: Approval, model: Any) -> list[Waiting]:
    """A limit of a complaint has no case yet."""
    reach = officer.reach(Permission.APPROVE_DECISION)
    query = (
        select(model.id, model.requested_at, Clock.case_id, Case.number, Employer.name)
        .join(Clock, Clock.id == model.clock_id)
        .outerjoin(Case, Case.id == Clock.case_id)
        .outerjoin(Employer, Employer.id == Case.employer_id)
        .where(model.state == RequestState.REQUESTED, Clock.state == ClockState.RUNNING,
               model.requested_by != officer.id,
               offices.within(reach, area=Clock.area_id, unit=Clock.unit_id))
        .order_by(model.requested_at)
        .limit(_LIMIT)
    )  # fmt: skip
    return [
        Waiting(what, what.label, row.id, row.case_id, row.number, row.name, row.requested_at)
        for row in db.session.execute(query)
    ]
