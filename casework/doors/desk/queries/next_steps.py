"""What is decided and still has to be carried out: papers to issue or serve, money to pay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from casework.doors.desk.queries.approvals import Waiting
from casework.doors.desk.terms import NextStep
from casework.ground.approvals import queries as approvals
from casework.ground.approvals.terms import Kind
from casework.ground.cases.models.case import Case
from casework.ground.cases.rules.stages import OPEN
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import FORMS
from casework.ground.documents.terms.kinds import Kind as PaperKind
from casework.ground.documents.terms.kinds import State as PaperState
from casework.ground.documents.terms.sheets import APPROVED as PAPERS
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.parties.models import Employer
from casework.kernel import paging
from casework.kernel.paging import Key, Listing, moment, number
from casework.procedure.advances.models import Advance
from casework.procedure.advances.terms import APPROVED as ADVANCE
from casework.procedure.advances.terms import AdvanceState
from casework.procedure.deposits.models import Claim
from casework.procedure.deposits.terms import APPROVED as CLAIM
from casework.procedure.deposits.terms import ClaimState

#: On the page of today the list begins with so many.
_ROWS = 20
_FUNDS = {kind.code: kind for kind in (CLAIM, ADVANCE)}


def to_carry_out(officer: Officer, *, after: str | None = None) -> Listing[Waiting]:
    """Papers of the officer's own cases, and money for those who keep the funds; oldest first."""
    sources = [_returned(officer), _papers(officer)]
    if officer.may(Permission.KEEP_DEPOSIT):
        reach = officer.reach(Permission.KEEP_DEPOSIT)
        sources.append(_money(reach, CLAIM, Claim, ClaimState.APPROVED))
    if officer.may(Permission.KEEP_FUND):
        reach = officer.reach(Permission.KEEP_FUND)
        sources.append(_money(reach, ADVANCE, Advance, AdvanceState.APPROVED))
    rows = union_all(*sources).subquery()
    query = (
        select(
            rows.c.step,
            rows.c.kind,
            rows.c.row_id,
            rows.c.case_id,
            rows.c.since_at,
            Case.number,
            Employer.name,
        )
        .join(Case, Case.id == rows.c.case_id)
        .join(Employer, Employer.id == Case.employer_id)
    )
    keys = (Key(rows.c.since_at, moment), Key(rows.c.row_id, number))
    found = paging.listing(query, *keys, after=after, size=_ROWS)
    return Listing([_waiting(row) for row in found.rows], found.following, found.total)


def _waiting(row: Any) -> Waiting:
    step = NextStep(row.step)
    kind = _FUNDS[row.kind] if step is NextStep.PAY else PAPERS[PaperKind(row.kind)]
    label = kind.label if step is NextStep.PAY else PaperKind(row.kind).label
    return Waiting(
        kind.code,
        f"{step.label}　{label}",
        row.row_id,
        row.case_id,
        row.number,
        row.name,
        row.since_at,
    )


def _columns(
    step: ColumnElement[str], kind: Any, row_id: Any, case_id: Any, since: Any
) -> list[Any]:
    """The columns of one source, the same in each."""
    return [
        step.label("step"),
        type_coerce(kind, String).label("kind"),
        row_id.label("row_id"),
        case_id.label("case_id"),
        since.label("since_at"),
    ]


def _papers(officer: Officer) -> Select[Any]:
    served = [kind for kind, form in FORMS.items() if form.served]
    unserved = and_(
        Paper.state == PaperState.ISSUED, Paper.kind.in_(served), Paper.served_on.is_(None)
    )
    issues = Paper.state == PaperState.APPROVED
    step = case((issues, NextStep.ISSUE.value), else_=NextStep.SERVE.value)
    since = func.coalesce(Paper.approved_at, Paper.drafted_at)
    return (
        select(*_columns(step, Paper.kind, Paper.id, Paper.case_id, since))
        .join(Case, Case.id == Paper.case_id)
        .where(Case.handler_id == officer.id, Case.stage.in_(OPEN), or_(issues, unserved))
    )


def _returned(officer: Officer) -> Select[Any]:
    """The officer's own drafts that an approver has sent back."""
    codes = [kind.code for kind in PAPERS.values()]
    step = literal(NextStep.REVISE.value, String)
    columns = _columns(step, Paper.kind, Paper.id, Paper.case_id, Paper.drafted_at)
    return select(*columns).where(
        Paper.id.in_(approvals.returned_to(officer, kinds=codes)),
        Paper.state == PaperState.DRAFTED,
    )


def _money(reach: Reach, kind: Kind, model: Any, state: Any) -> Select[Any]:
    step, code = literal(NextStep.PAY.value, String), literal(kind.code, String)
    return (
        select(*_columns(step, code, model.id, model.case_id, model.decided_at))
        .join(Case, Case.id == model.case_id)
        .where(
            model.state == state, offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id)
        )
    )
