"""The papers that go with a decision: each is printed at once, for the worker must have it in hand.

A tip has no addressee, and its sender must not stand on a paper: it gets none.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.bodies.intake import (
    AcceptanceBody,
    RedirectBody,
    RefusalBody,
    SupplementBody,
)
from casework.ground.documents.terms.fields import Body
from casework.ground.documents.terms.kinds import Kind as PaperKind
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.kernel.days import day_of
from casework.procedure.intake.models.complaints import Complaint, DeskAct
from casework.procedure.intake.rules import complaints
from casework.procedure.intake.terms import ACCEPTANCE_ARTICLE, TRANSFER_ARTICLE, Elsewhere, Kind


def of_acceptance(
    complaint: Complaint, decision: DeskAct, *, case: Case, by: Officer | None, now: datetime
) -> None:
    """受理通知书."""
    body = AcceptanceBody(
        **_head(complaint),
        employer=complaint.employer_text,
        accepted_on=day_of(now),
        case_number=case.number,
        basis=(ACCEPTANCE_ARTICLE,),
        next_step=(
            f"我单位已经立案，将由两名监察员调查。联系电话：{complaint.unit.phone or '12333'}。"
            "凭回执号和手机号后四位可以查询办理情况。"
        ),
    )
    _issue(complaint, decision, PaperKind.ACCEPTANCE, body, case=case, by=by, now=now)


def of_refusal(
    complaint: Complaint, decision: DeskAct, *, by: Officer | None, now: datetime
) -> None:
    """不予受理决定书."""
    government = offices.government_over(complaint.unit.area_id)
    body = RefusalBody(
        **_head(complaint),
        employer=complaint.employer_text,
        reason=decision.reason or "",
        basis=(decision.article,),
        remedies=(
            *((f"这件事请找{_place(decision).words}",) if decision.receiver else ()),
            *complaints.remedies(government=government, on=day_of(now), statute=statute.statute()),
        ),
    )
    _issue(complaint, decision, PaperKind.REFUSAL, body, by=by, now=now)


def of_supplement(
    complaint: Complaint, decision: DeskAct, *, until: date, by: Officer | None, now: datetime
) -> None:
    """补正告知书."""
    body = SupplementBody(
        **_head(complaint),
        wanted=tuple(complaints.items(decision.reason or "")),
        term_on=until,
        effect="到期没有补齐，又不说明原因的，按现有材料决定是否受理。",
        basis=(ACCEPTANCE_ARTICLE,),
    )
    _issue(complaint, decision, PaperKind.SUPPLEMENT, body, by=by, now=now)


def of_transfer(
    complaint: Complaint, decision: DeskAct, *, by: Officer | None, now: datetime
) -> None:
    """告知书（转送）."""
    body = RedirectBody(
        **_head(complaint),
        employer=complaint.employer_text,
        reason="您反映的事项由其他机关负责办理。",
        receiver=decision.receiver,
        where=_where(decision),
        attached=("投诉登记材料一份",),
        basis=(TRANSFER_ARTICLE,),
    )
    _issue(complaint, decision, PaperKind.REDIRECT, body, by=by, now=now)


def _place(decision: DeskAct) -> Elsewhere:
    return Elsewhere(decision.receiver, decision.receiver_address, decision.receiver_phone)


def _where(decision: DeskAct) -> str:
    """Address and telephone first, then how to go about it."""
    place = _place(decision)
    return f"地址：{place.address}。电话：{place.phone}。{decision.reason or ''}"


def _head(complaint: Complaint) -> dict[str, Any]:
    """What every letter says first: to whom, about which complaint."""
    there = [one for one in complaint.claimants if one.withdrawn_at is None]
    first = there[0] if there else None
    others = "等人" if len(there) > 1 else ""
    return {
        "addressee": f"{first.name}{others}" if first else "",
        "register_number": complaint.register_number,
        "received_on": complaint.received_on,
    }


def _issue(
    complaint: Complaint,
    decision: DeskAct,
    kind: PaperKind,
    body: Body,
    *,
    case: Case | None = None,
    by: Officer | None,
    now: datetime,
) -> None:
    """Drafts and prints in one step: these papers need no second person."""
    if by is None or complaint.kind is Kind.TIP:
        return
    paper = documents.draft(
        kind=kind,
        body=body,
        case=case,
        complaint_id=complaint.id,
        unit=complaint.unit,
        officers=(by,),
        by=by,
        now=now,
    )
    documents.issue(paper, by=by, now=now)
    decision.paper_id = paper.id
