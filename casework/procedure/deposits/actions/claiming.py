"""Claiming: prepared by one officer, approved by another, and the bank is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

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
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import queries as payout_queries
from casework.ground.payouts import rules as payout_rules
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import wording
from casework.procedure.deposits.models import Claim, Deposit
from casework.procedure.deposits.terms import CardRow, ClaimState, Event
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
    payees = payout_queries.payees(case, amounts)
    rules.check_named(payees, named=_named(decision))
    payout_rules.check_payees(payees)
    standing = queries.open_claims_of_case(case.id)
    if any(claim.account_id == deposit.id for claim in standing):
        raise rules.ClaimedAlready
    total = Money.total(payee.amount for payee in payees)
    _check_balance(deposit, total)
    claim = Claim(case_id=case.id, account_id=deposit.id, decision_id=decision.id, amount=total)
    return payouts.put_forward(claim, payees, sheet=queries.sheet, case=case, by=by, now=now)


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
    _check_expiry(deposit, today=today)
    return decision


def _check_expiry(deposit: Deposit, *, today: date) -> None:
    if rules.is_expired(deposit.expires_on, on=today):
        raise rules.GuaranteeExpired(deposit.expires_on or today)


def _named(decision: Decision) -> Iterable[int]:
    return [part.line_id for part in decision.order.parts] if decision.order else []


def _check_balance(deposit: Deposit, total: Money, *, but: int | None = None) -> None:
    left = payout_queries.available(Claim, deposit.id, but=but)
    if total > left:
        raise rules.MoreThanBalance(left)


def approve_claim(claim: Claim, *, seen: str, by: Officer, now: datetime) -> Claim:
    """Another person approves exactly what he was shown; the notice to the bank is issued.

    Raises GuaranteeExpired, MoreThanBalance, and what approvals.approve raises.
    """
    inspectors = inspections.inspector_ids(claim.case_id)
    case, claim = payouts.agree(
        claim, sheet=queries.sheet, seen=seen, inspectors=inspectors, by=by, now=now
    )
    _check_expiry(claim.deposit, today=day_of(now))
    _check_balance(claim.deposit, claim.amount, but=claim.id)
    body = wording.payment_notice(case, claim, on=day_of(now))
    # what it says was laid down by the preparer, at that time
    paper = documents.draft(
        kind=Kind.DEPOSIT_PAYMENT, body=body, case=case, by=claim.preparer, now=claim.prepared_at
    )
    documents.approve_with_step(paper, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    payouts.issued(claim, paper=paper, by=by, now=now)
    workers = (part.line for part in claim.parts)
    telling.tell_lines(case, workers, notice=Notice.CLAIM, about=f"claim:{claim.id}", now=now)
    return claim


def return_claim(claim: Claim, *, seen: str, reason: str, by: Officer, now: datetime) -> None:
    """Another person sends it back. Raises what approvals.send_back raises."""
    payouts.send_back(
        claim,
        sheet=queries.sheet,
        seen=seen,
        reason=reason,
        inspectors=inspections.inspector_ids(claim.case_id),
        by=by,
        now=now,
    )


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
    payouts.drop(claim, now=now)
    running = clock_queries.find_running_clock(Subject.CLAIM, claim.id, BANK_PAYS)
    if claim.state is ClaimState.VOID and running is not None:
        clocks.cancel_clock(running, now=now)
