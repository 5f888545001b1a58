"""What waits for an officer's approval, of every kind, with the case that it is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from casework.ground.approvals import queries as approvals
from casework.ground.approvals.terms import Kind
from casework.ground.cases.models.case import Case
from casework.ground.cases.terms import EXTENSION, SUSPENSION
from casework.ground.documents.terms.sheets import APPROVED as PAPERS
from casework.ground.identity.models import Officer
from casework.ground.parties.models import Employer
from casework.ground.statute.terms.asking import APPROVED as STATUTE
from casework.kernel.database import db
from casework.kernel.paging import Listing
from casework.procedure.advances.terms import APPROVED as ADVANCE
from casework.procedure.campaigns.terms import APPROVED as FINDING
from casework.procedure.closing.terms import APPROVED as CLOSING
from casework.procedure.deposits.terms import APPROVED as CLAIM
from casework.procedure.referrals.terms import APPROVED as REFERRAL

_STEPS = (CLOSING, CLAIM, ADVANCE, REFERRAL, EXTENSION, SUSPENSION, STATUTE, FINDING)
#: Every kind that waits for somebody, by its code.
KINDS: dict[str, Kind] = {kind.code: kind for kind in (*_STEPS, *PAPERS.values())}


@dataclass(frozen=True)
class Waiting:
    """One thing to do: of which kind, its words, its row, its case, since when."""

    kind: str
    name: str
    row_id: int
    case_id: int | None
    number: str | None
    employer: str | None
    since_at: datetime


def waiting_for(officer: Officer, *, after: str | None = None) -> Listing[Waiting]:
    """Everything that this officer may decide, the oldest first; never the own."""
    listed = approvals.waiting_for(officer, kinds=list(KINDS), after=after)
    told = _cases({row.case_id for row in listed.rows if row.case_id is not None})
    found = []
    for row in listed.rows:
        number, employer = told.get(row.case_id, (None, None))
        found.append(
            Waiting(
                row.kind,
                KINDS[row.kind].label,
                row.subject_id,
                row.case_id,
                number,
                employer,
                row.prepared_at,
            )
        )
    return Listing(found, listed.following, listed.total)


def _cases(case_ids: Collection[int]) -> dict[int | None, tuple[str, str]]:
    """Number and employer of each case."""
    query = (
        select(Case.id, Case.number, Employer.name)
        .join(Employer, Employer.id == Case.employer_id)
        .where(Case.id.in_(case_ids))
    )
    return {row.id: (row.number, row.name) for row in db.session.execute(query)}
