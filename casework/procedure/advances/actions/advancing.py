"""Advancing: prepared by one officer, approved by another. Its payment is a payout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from casework.ground.cases.models.case import Case
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.bodies.funds import AdvanceApprovalBody
from casework.ground.documents.terms.bodies.rows import PayeeRow
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import queries as payout_queries
from casework.ground.payouts import rules as payout_rules
from casework.kernel.database import lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.advances import queries, rules
from casework.procedure.advances.models import Advance, Fund
from casework.procedure.inspections import queries as inspections

BASIS = ("《保障农民工工资支付条例》（2020年5月1日起施行）第六十三条",)


def prepare_advance(
    case: Case,
    *,
    amounts: Mapping[int, Money],
    reason: str,
    recovery_plan: str,
    by: Officer,
    now: datetime,
) -> Advance:
    """Freezes who is to be advanced how much to which card.

    Raises NoFund, NobodyChosen, MoreThanOwed, OverCap, CardMissing, AdvancedAlready,
    FundTooSmall.
    """
    case = lock(Case, case.id)
    fund = lock(Fund, queries.fund_of_case(case).id)
    cap = rules.cap_of(queries.find_cap(case.area.code, on=day_of(now)))
    payees = payout_queries.payees(case, amounts)
    payout_rules.check_payees(payees)
    rules.check_cap(payees, cap=cap, before=queries.advanced_before(case))
    if queries.open_of_case(case.id):
        raise rules.AdvancedAlready
    total = Money.total(payee.amount for payee in payees)
    left = queries.available(fund.id)
    if total > left:
        raise rules.FundTooSmall(left)
    advance = Advance(
        case_id=case.id,
        account_id=fund.id,
        amount=total,
        reason=reason,
        cap=cap.amount,
        recovery_plan=recovery_plan,
        cap_confirmed=cap.confirmed,
    )
    return payouts.put_forward(advance, payees, sheet=queries.sheet, case=case, by=by, now=now)


def approve_advance(
    advance: Advance,
    *,
    seen: str,
    cap_reason: str = "",
    override_reason: str = "",
    by: Officer,
    now: datetime,
) -> Advance:
    """Another person approves exactly what he was shown; the approval sheet is issued.

    The fund is held meanwhile, so two approvals cannot give the same money away.
    Raises OverCap, FundTooSmall, CapReasonNeeded, OverrideNeeded, and what approvals.approve
    raises.
    """
    inspectors = inspections.inspector_ids(advance.case_id)
    case, advance = payouts.agree(
        advance, sheet=queries.sheet, seen=seen, inspectors=inspectors, by=by, now=now
    )
    cap = _check_money(case, advance, today=day_of(now))
    rules.check_reasons(
        cap=cap,
        cap_reason=cap_reason,
        override_reason=override_reason,
        left=queries.left_in_deposits(case, on=day_of(now)),
    )
    advance.cap, advance.cap_confirmed = cap.amount, cap.confirmed
    advance.cap_reason, advance.override_reason = cap_reason, override_reason
    paper = _issue_sheet(case, advance, by=by, now=now)
    payouts.issued(advance, paper=paper, by=by, now=now)
    workers = (part.line for part in advance.parts)
    telling.tell_lines(case, workers, notice=Notice.CLAIM, about=f"advance:{advance.id}", now=now)
    return advance


def _check_money(case: Case, advance: Advance, *, today: date) -> rules.Cap:
    """Whether each worker, the cap and the fund still allow it. Raises what prepare_advance
    raises of them."""
    cap = rules.cap_of(queries.find_cap(case.area.code, on=today))
    payees = [payout_queries.payee(part.line, part.amount) for part in advance.parts]
    payout_rules.check_payees(payees)
    rules.check_cap(payees, cap=cap, before=queries.advanced_before(case))
    left = payout_queries.not_approved_away(Advance, advance.account_id, but=advance.id)
    if advance.amount > left:
        raise rules.FundTooSmall(left)
    return cap


def _issue_sheet(case: Case, advance: Advance, *, by: Officer, now: datetime) -> Paper:
    """The 审批表. What it asks for was laid down by the preparer, at that time."""
    paper = documents.draft(
        kind=Kind.ADVANCE_APPROVAL,
        body=_body(case, advance),
        case=case,
        by=advance.preparer,
        now=advance.prepared_at,
    )
    reasons = [text for text in (advance.cap_reason, advance.override_reason) if text]
    opinion = "；".join(["同意", *reasons]) + "。"
    documents.approve_with_step(paper, opinion=opinion, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    return paper


def _body(case: Case, advance: Advance) -> AdvanceApprovalBody:
    rows = tuple(
        PayeeRow(name=part.line.worker.name, account=part.card, amount=part.amount)
        for part in advance.parts
    )
    return AdvanceApprovalBody(
        employer=case.employer.name,
        project=case.project.name if case.project else "",
        case_number=case.number,
        reason=advance.reason,
        fund=f"{advance.fund.area.name_zh}应急周转金",
        balance=queries.balance(advance.account_id),
        people=len(rows),
        amount=advance.amount,
        recovery=advance.recovery_plan,
        proposal="拟同意垫付，发放到工人本人的银行卡。",
        basis=BASIS,
        payees=rows,
    )


def return_advance(advance: Advance, *, seen: str, reason: str, by: Officer, now: datetime) -> None:
    """Another person sends it back. Raises what approvals.send_back raises."""
    payouts.send_back(
        advance,
        sheet=queries.sheet,
        seen=seen,
        reason=reason,
        inspectors=inspections.inspector_ids(advance.case_id),
        by=by,
        now=now,
    )
