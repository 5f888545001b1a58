"""Claiming: prepared by one officer, approved by another, and the bank is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from casework.ground.approvals import actions as approvals
from casework.ground.cases.actions import clocks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.ground.parties import actions as parties
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import wording
from casework.procedure.deposits.models import Claim, ClaimPart, Deposit
from casework.procedure.deposits.terms import (
    APPROVED,
    CardRow,
    ClaimState,
    Event,
    Payee,
)
from casework.procedure.inspections import queries as inspections
from casework.procedure.inspections.models import Decision

#: The limit within which the bank pays.
BANK_PAYS = RuleId.BOND_PAY


def enter_card(line: Line, *, card: str, by: Officer, now: datetime) -> None:
    """The card that a worker's wages go to. The number itself stays out of the timeline."""
    parties.set_card(line.worker, card=card)
    db.session.flush()
    timeline.record(
        matters.any_case(line.case_id),
        event=Event.CARD_ENTERED,
        kind=EntryKind.CHANGE,
        text=line.worker.name,
        by=by,
        now=now,
    )


def enter_cards(case: Case, rows: Sequence[CardRow], *, by: Officer, now: datetime) -> int:
    """A pasted table of cards, whole or not at all; answers how many. Raises CardsNotRight."""
    case = lock(Case, case.id)
    checked = queries.checked_cards(case, rows)
    wrong = sum(one.wrong for one in checked)
    if wrong or not checked:
        raise rules.CardsNotRight(wrong)
    for one in checked:
        if one.line_id is not None:
            line = matters.line(one.line_id, case_id=case.id)
            enter_card(line, card=one.row.card, by=by, now=now)
    return len(checked)


def prepare_claim(
    case: Case, *, deposit: Deposit, amounts: Mapping[int, Money], by: Officer, now: datetime
) -> Claim:
    """Freezes who is to be paid how much to which card.

    Raises NoExpiredOrder, NoExpiredDecision, NotOfThisProject, NotTheDepositor,
    GuaranteeExpired, NobodyChosen, NotInDecision, MoreThanOwed, CardMissing, MoreThanBalance,
    ClaimedAlready.
    """
    case = lock(Case, case.id)
    deposit = lock(Deposit, deposit.id)
    decision = _ground(case, deposit, today=day_of(now))
    payees = _payees(case, amounts)
    rules.check_payees(payees, named=_named(decision))
    if any(claim.deposit_id == deposit.id for claim in queries.open_claims_of_case(case.id)):
        raise rules.ClaimedAlready
    total = Money.total(payee.amount for payee in payees)
    _check_balance(deposit, total)
    claim = Claim(
        case_id=case.id,
        deposit_id=deposit.id,
        decision_id=decision.id,
        amount=total,
        prepared_by=by.id,
        prepared_at=now,
    )
    db.session.add(claim)
    db.session.flush()
    _keep_parts(claim, payees)
    approvals.put_forward(queries.sheet(claim), unit=case.holder, case_id=case.id, by=by, now=now)
    _record(claim, Event.CLAIM_PREPARED, by=by, now=now)
    return claim


def _ground(case: Case, deposit: Deposit, *, today: date) -> Decision:
    """The decision that the claim carries out."""
    if inspections.find_expired_order(case.id) is None:
        raise rules.NoExpiredOrder
    decision = inspections.find_expired_decision(case.id)
    if decision is None:
        raise rules.NoExpiredDecision
    if case.project_id is None or deposit.project_id != case.project_id:
        raise rules.NotOfThisProject
    if decision.addressee_id != deposit.depositor_id:
        raise rules.NotTheDepositor(decision.addressee.name, deposit.depositor.name)
    if rules.is_expired(deposit.expires_on, on=today):
        raise rules.GuaranteeExpired(deposit.expires_on or today)
    return decision


def _payees(case: Case, amounts: Mapping[int, Money]) -> list[Payee]:
    lines = {line.id: line for line in matters.lines(case.id)}
    if not set(amounts) <= set(lines):
        raise Missing
    return [queries.payee(lines[line_id], amount) for line_id, amount in amounts.items()]


def _named(decision: Decision) -> Iterable[int]:
    return [part.line_id for part in decision.order.parts] if decision.order else []


def _check_balance(deposit: Deposit, total: Money, *, but: int | None = None) -> None:
    left = queries.available(deposit.id, but=but)
    if total > left:
        raise rules.MoreThanBalance(left)


def _keep_parts(claim: Claim, payees: Iterable[Payee]) -> None:
    for payee in payees:
        part = ClaimPart(claim_id=claim.id, line_id=payee.line_id, amount=payee.amount)
        part.card = payee.card
        db.session.add(part)
    db.session.flush()


def approve_claim(claim: Claim, *, seen: str, by: Officer, now: datetime) -> Claim:
    """Another person approves exactly what he was shown; the notice to the bank is issued.

    Raises GuaranteeExpired, MoreThanBalance, and what approvals.approve raises.
    """
    case = lock(Case, claim.case_id)
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    for part in queries.parts(claim.id):
        lock(Line, part.line_id)
    approvals.approve(
        queries.sheet(claim), seen=seen, inspectors=_inspectors(claim), by=by, now=now
    )
    state = rules.LIFECYCLE.after(claim.state, "approve")
    if rules.is_expired(deposit.expires_on, on=day_of(now)):
        raise rules.GuaranteeExpired(deposit.expires_on or day_of(now))
    _check_balance(deposit, claim.amount, but=claim.id)
    body = wording.payment_notice(case, claim, on=day_of(now))
    # what it says was laid down by the preparer, at that time
    paper = documents.draft(
        kind=Kind.DEPOSIT_PAYMENT, body=body, case=case, by=claim.preparer, now=claim.prepared_at
    )
    documents.approve_with_step(paper, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    claim.paper, claim.approver, claim.decided_at = paper, by, now
    claim.state = state
    db.session.flush()
    _record(claim, Event.CLAIM_APPROVED, to_worker=True, by=by, now=now)
    _tell(case, claim, now=now)
    return claim


def _inspectors(claim: Claim) -> Collection[int]:
    return inspections.inspector_ids(claim.case_id)


def _tell(case: Case, claim: Claim, *, now: datetime) -> None:
    for part in queries.parts(claim.id):
        telling.tell(
            part.line.worker,
            notice=Notice.CLAIM,
            about=f"claim:{claim.id}",
            unit=case.holder,
            case_id=case.id,
            muted=case.muted,
            now=now,
        )


def return_claim(claim: Claim, *, seen: str, reason: str, by: Officer, now: datetime) -> None:
    """Another person sends it back. Raises what approvals.send_back raises."""
    claim = lock(Claim, claim.id)
    approvals.send_back(
        queries.sheet(claim),
        seen=seen,
        reason=reason,
        inspectors=_inspectors(claim),
        by=by,
        now=now,
    )
    claim.state, claim.reason = rules.LIFECYCLE.after(claim.state, "return"), reason
    claim.approver, claim.decided_at = by, now
    db.session.flush()
    _record(claim, Event.CLAIM_RETURNED, more=reason, by=by, now=now)


def withdraw_claim(claim: Claim, *, by: Officer, now: datetime) -> None:
    """Its preparer takes it back. Raises NotWaiting, NotYours."""
    claim = lock(Claim, claim.id)
    approvals.withdraw(APPROVED, claim.id, by=by, now=now)
    claim.state, claim.decided_at = rules.LIFECYCLE.after(claim.state, "withdraw"), now
    db.session.flush()
    _record(claim, Event.CLAIM_WITHDRAWN, by=by, now=now)


def begin_bank_term(claim: Claim, *, served_on: date, now: datetime) -> None:
    """The bank has the notice: its days run. Doing it again changes nothing."""
    claim = lock(Claim, claim.id)
    running = clock_queries.find_running_clock(Subject.CLAIM, claim.id, BANK_PAYS)
    if claim.state is not ClaimState.APPROVED or running is not None:
        return
    case = matters.any_case(claim.case_id)
    clocks.start_clock(
        kind=Subject.CLAIM,
        subject_id=claim.id,
        rule=BANK_PAYS,
        start_on=served_on,
        unit=case.holder,
        case=case,
        now=now,
    )


def drop_claim(claim: Claim, *, now: datetime) -> None:
    """Its notice was made void: nothing is to be paid on it. Doing it again changes nothing."""
    claim = lock(Claim, claim.id)
    if "void" not in rules.LIFECYCLE.verbs(claim.state):
        return
    claim.state = rules.LIFECYCLE.after(claim.state, "void")
    db.session.flush()
    running = clock_queries.find_running_clock(Subject.CLAIM, claim.id, BANK_PAYS)
    if running is not None:
        clocks.cancel_clock(running, now=now)
    _record(claim, Event.CLAIM_VOID, by=None, now=now)


def _record(
    claim: Claim,
    event: Event,
    *,
    more: str = "",
    to_worker: bool = False,
    by: Officer | None,
    now: datetime,
) -> None:
    # a worker reads these entries too, so no amount of others and no account stands in them
    timeline.record(
        matters.any_case(claim.case_id),
        event=event,
        kind=EntryKind.STEP,
        text=more,
        to_worker=to_worker,
        subject=(Subject.CLAIM, claim.id),
        by=by,
        now=now,
    )
