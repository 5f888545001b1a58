"""What is decided and still has to be carried out: papers to issue or serve, money to pay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, or_, select

from casework.advances.models import Advance
from casework.advances.terms import APPROVED as ADVANCE
from casework.advances.terms import AdvanceState
from casework.approvals import queries as approvals
from casework.approvals.terms import Kind
from casework.cases.models import Case
from casework.cases.rules import OPEN
from casework.deposits.models import Claim
from casework.deposits.terms import APPROVED as CLAIM
from casework.deposits.terms import ClaimState
from casework.desk.queries.approvals import Waiting
from casework.desk.terms import NextStep
from casework.documents.models import Paper
from casework.documents.terms import FORMS
from casework.documents.terms import State as PaperState
from casework.documents.terms.sheets import APPROVED as PAPERS
from casework.identity.models import Officer
from casework.identity.terms import Permission
from casework.kernel.database import db
from casework.offices import queries as offices
from casework.parties.models import Employer

_LIMIT = 50


def to_carry_out(officer: Officer) -> list[Waiting]:
    """Papers of the officer's own cases, and money for those who keep the funds; oldest first."""
    found = [*_returned(officer), *_papers(officer)]
    if officer.may(Permission.KEEP_FUND):
        found += _money(officer, CLAIM, Claim, ClaimState.APPROVED)
        found += _money(officer, ADVANCE, Advance, AdvanceState.APPROVED)
    return sorted(found, key=lambda waiting: waiting.since_at)[:_LIMIT]


def _papers(officer: Officer) -> list[Waiting]:
    served = [kind for kind, form in FORMS.items() if form.served]
    unserved = and_(
        Paper.state == PaperState.ISSUED, Paper.kind.in_(served), Paper.served_on.is_(None)
    )
    query = (
        select(Paper.id, Paper.kind, Paper.state, Paper.approved_at, Paper.drafted_at,
               Case.id.label("case_id"), Case.number, Employer.name)
        .join(Case, Case.id == Paper.case_id)
        .join(Employer, Employer.id == Case.employer_id)
        .where(Case.handler_id == officer.id, Case.stage.in_(OPEN),
               or_(Paper.state == PaperState.APPROVED, unserved))
        .order_by(Paper.id)
        .limit(_LIMIT)
    )  # fmt: skip
    return [
        Waiting(PAPERS[row.kind].code, _named(row), row.id, row.case_id, row.number, row.name,
                row.approved_at or row.drafted_at)
        for row in db.session.execute(query)
    ]  # fmt: skip


def _returned(officer: Officer) -> list[Waiting]:
    """The officer's own drafts that an approver has sent back."""
    codes = [kind.code for kind in PAPERS.values()]
    query = (
        select(Paper.id, Paper.kind, Paper.drafted_at, Case.id.label("case_id"), Case.number,
               Employer.name)
        .join(Case, Case.id == Paper.case_id)
        .join(Employer, Employer.id == Case.employer_id)
        .where(Paper.id.in_(approvals.returned_to(officer, kinds=codes)),
               Paper.state == PaperState.DRAFTED)
        .order_by(Paper.id)
        .limit(_LIMIT)
    )  # fmt: skip
    return [
        Waiting(PAPERS[row.kind].code, f"{NextStep.REVISE.label}　{row.kind.label}", row.id,
                row.case_id, row.number, row.name, row.drafted_at)
        for row in db.session.execute(query)
    ]  # fmt: skip


def _named(row: Any) -> str:
    step = NextStep.ISSUE if row.state is PaperState.APPROVED else NextStep.SERVE
    return f"{step.label}　{row.kind.label}"


def _money(officer: Officer, kind: Kind, model: Any, state: Any) -> list[Waiting]:
    reach = officer.reach(Permission.KEEP_FUND)
    query = (
        select(model.id, model.decided_at, Case.id.label("case_id"), Case.number, Employer.name)
        .join(Case, Case.id == model.case_id)
        .join(Employer, Employer.id == Case.employer_id)
        .where(model.state == state,
               offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id))
        .order_by(model.id)
        .limit(_LIMIT)
    )  # fmt: skip
    return [
        Waiting(kind.code, f"{NextStep.PAY.label}　{kind.label}", row.id, row.case_id, row.number,
                row.name, row.decided_at)
        for row in db.session.execute(query)
    ]  # fmt: skip
