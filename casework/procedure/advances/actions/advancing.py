"""Advancing: prepared by one officer, approved by another, paid to each worker."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from casework.ground.approvals import actions as approvals
from casework.ground.cases.actions import timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.bodies.funds import AdvanceApprovalBody
from casework.ground.documents.terms.bodies.rows import PayeeRow
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries
from casework.ground.ledger.terms import Source
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions.keeping import move
from casework.procedure.advances.models import Advance, AdvancePart, Fund
from casework.procedure.advances.terms import (
    APPROVED,
    Event,
    MovementKind,
    Payee,
)
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
    payees = _payees(case, amounts)
    rules.check_payees(payees, cap=cap)
    if queries.open_of_case(case.id):
        raise rules.AdvancedAlready
    total = Money.total(payee.amount for payee in payees)
    left = queries.available(fund.id)
    if total > left:
        raise rules.FundTooSmall(left)
    advance = Advance(
        case_id=case.id,
        fund_id=fund.id,
        amount=total,
        reason=reason,
        cap=cap.amount,
        recovery_plan=recovery_plan,
        cap_confirmed=cap.confirmed,
        prepared_by=by.id,
        prepared_at=now,
    )
    db.session.add(advance)
    db.session.flush()
    _keep_parts(advance, payees)
    approvals.put_forward(queries.sheet(advance), unit=case.holder, case_id=case.id, by=by, now=now)
    _record(advance, Event.ADVANCE_PREPARED, by=by, now=now)
    return advance


def _payees(case: Case, amounts: Mapping[int, Money]) -> list[Payee]:
    lines = {line.id: line for line in matters.lines(case.id)}
    if not set(amounts) <= set(lines):
        raise Missing
    return [queries.payee(lines[line_id], amount) for line_id, amount in amounts.items()]


def _keep_parts(advance: Advance, payees: Iterable[Payee]) -> None:
    for payee in payees:
        part = AdvancePart(advance_id=advance.id, line_id=payee.line_id, amount=payee.amount)
        part.card = payee.card
        db.session.add(part)
    db.session.flush()


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
    case = lock(Case, advance.case_id)
    fund = lock(Fund, advance.fund_id)
    advance = lock(Advance, advance.id)
    lines = {part.line_id: lock(Line, part.line_id) for part in queries.parts(advance.id)}
    approvals.approve(
        queries.sheet(advance), seen=seen, inspectors=_inspectors(advance), by=by, now=now
    )
    state = rules.LIFECYCLE.after(advance.state, "approve")
    cap = rules.cap_of(queries.find_cap(case.area.code, on=day_of(now)))
    rules.check_payees(
        [queries.payee(lines[part.line_id], part.amount) for part in queries.parts(advance.id)],
        cap=cap,
    )
    left = queries.approved_only(fund.id, but=advance.id)
    if advance.amount > left:
        raise rules.FundTooSmall(left)
    rules.check_reasons(
        cap=cap,
        cap_reason=cap_reason,
        override_reason=override_reason,
        left=queries.left_in_deposits(case, on=day_of(now)),
    )
    advance.cap, advance.cap_confirmed = cap.amount, cap.confirmed
    advance.cap_reason, advance.override_reason = cap_reason, override_reason
    advance.paper = _issue_sheet(case, advance, by=by, now=now)
    advance.state, advance.approver, advance.decided_at = state, by, now
    db.session.flush()
    _record(advance, Event.ADVANCE_APPROVED, to_worker=True, by=by, now=now)
    _tell(case, advance, now=now)
    return advance


def _inspectors(advance: Advance) -> Collection[int]:
    return inspections.inspector_ids(advance.case_id)


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
        for part in queries.parts(advance.id)
    )
    return AdvanceApprovalBody(
        employer=case.employer.name,
        project=case.project.name if case.project else "",
        case_number=case.number,
        reason=advance.reason,
        fund=f"{advance.fund.area.name_zh}应急周转金",
        balance=queries.balance(advance.fund_id),
        people=len(rows),
        amount=advance.amount,
        recovery=advance.recovery_plan,
        proposal="拟同意垫付，发放到工人本人的银行卡。",
        basis=BASIS,
        payees=rows,
    )


def _tell(case: Case, advance: Advance, *, now: datetime) -> None:
    for part in queries.parts(advance.id):
        telling.tell(
            part.line.worker,
            notice=Notice.CLAIM,
            about=f"advance:{advance.id}",
            unit=case.holder,
            case_id=case.id,
            muted=case.muted,
            now=now,
        )


def return_advance(advance: Advance, *, seen: str, reason: str, by: Officer, now: datetime) -> None:
    """Another person sends it back. Raises what approvals.send_back raises."""
    advance = lock(Advance, advance.id)
    approvals.send_back(
        queries.sheet(advance),
        seen=seen,
        reason=reason,
        inspectors=_inspectors(advance),
        by=by,
        now=now,
    )
    advance.state = rules.LIFECYCLE.after(advance.state, "return")
    advance.returned_for, advance.approver, advance.decided_at = reason, by, now
    db.session.flush()
    _record(advance, Event.ADVANCE_RETURNED, more=reason, by=by, now=now)


def withdraw_advance(advance: Advance, *, by: Officer, now: datetime) -> None:
    """Its preparer takes it back. Raises NotWaiting, NotYours."""
    advance = lock(Advance, advance.id)
    approvals.withdraw(APPROVED, advance.id, by=by, now=now)
    advance.state = rules.LIFECYCLE.after(advance.state, "withdraw")
    advance.decided_at = now
    db.session.flush()
    _record(advance, Event.ADVANCE_WITHDRAWN, by=by, now=now)


def drop_advance(advance: Advance, *, now: datetime) -> None:
    """Its approval sheet was made void. Doing it again changes nothing."""
    advance = lock(Advance, advance.id)
    if "void" not in rules.LIFECYCLE.verbs(advance.state):
        return
    advance.state = rules.LIFECYCLE.after(advance.state, "void")
    db.session.flush()
    _record(advance, Event.ADVANCE_VOID, by=None, now=now)


def pay_advance(
    advance: Advance,
    *,
    amounts: Mapping[int, Money],
    slip: str,
    paid_on: date,
    by: Officer,
    now: datetime,
) -> Advance:
    """Paid to each worker: ledger and fund move together.

    Raises NoSuchMove, NobodyChosen, MoreThanApproved, FundTooSmall, and what record_payment
    raises.
    """
    case = lock(Case, advance.case_id)
    fund = lock(Fund, advance.fund_id)
    advance = lock(Advance, advance.id)
    state = rules.LIFECYCLE.after(advance.state, "pay")
    _check_amounts(advance, amounts)
    batch = entries.record_payment(
        case, source=Source.ADVANCE, slip=slip, paid_on=paid_on, amounts=amounts, by=by, now=now
    )
    move(
        fund,
        kind=MovementKind.ADVANCE,
        amount=batch.total,
        on=paid_on,
        note=slip,
        advance_id=advance.id,
        by=by,
        now=now,
    )
    advance.state, advance.paid_on, advance.paid = state, paid_on, batch.total
    db.session.flush()
    _record(advance, Event.ADVANCE_PAID, kind=EntryKind.MONEY, to_worker=True, by=by, now=now)
    return advance


def _check_amounts(advance: Advance, amounts: Mapping[int, Money]) -> None:
    if not amounts:
        raise rules.NobodyChosen
    approved = {part.line_id: part for part in queries.parts(advance.id)}
    for line_id, amount in amounts.items():
        part = approved.get(line_id)
        if part is None or amount > part.amount:
            name = part.line.worker.name if part else ""
            most = part.amount if part else Money(0)
            raise rules.MoreThanApproved(name, most, field=f"amount_{line_id}")


def _record(
    advance: Advance,
    event: Event,
    *,
    kind: EntryKind = EntryKind.STEP,
    more: str = "",
    to_worker: bool = False,
    by: Officer | None,
    now: datetime,
) -> None:
    # a worker reads these entries too, so no amount of others stands in them
    case = matters.any_case(advance.case_id)
    timeline.record(
        case,
        event=event,
        kind=kind,
        text=more,
        to_worker=to_worker,
        subject=(Subject.ADVANCE, advance.id),
        by=by,
        now=now,
    )
