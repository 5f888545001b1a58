"""Claiming: prepared by one officer, approved by another, and the bank is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from casework.cases import actions as cases
from casework.cases import queries as case_queries
from casework.cases.models import Case, Line
from casework.cases.terms import EntryKind, Subject
from casework.deposits import queries, rules
from casework.deposits.actions import wording
from casework.deposits.models import Claim, ClaimPart, Deposit
from casework.deposits.terms import CardRow, ClaimApproved, ClaimState, Event, Payee
from casework.documents import actions as documents
from casework.documents.terms import Kind
from casework.identity.models import Officer
from casework.inspections import queries as inspections
from casework.inspections.models import Decision
from casework.kernel import crypto
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.notices import actions as notices
from casework.notices.terms import Notice
from casework.parties import actions as parties
from casework.statute.terms.ids import RuleId

#: The limit within which the bank pays.
BANK_PAYS = RuleId.BOND_PAY


def enter_card(line: Line, *, card: str, by: Officer, now: datetime) -> None:
    """The card that a worker's wages go to. The number itself stays out of the timeline."""
    parties.set_card(line.worker, card=card)
    db.session.flush()
    cases.record(case_queries.any_case(line.case_id), event=Event.CARD_ENTERED,
                 kind=EntryKind.CHANGE, text=line.worker.name, by=by, now=now)  # fmt: skip


def enter_cards(case: Case, rows: Sequence[CardRow], *, by: Officer, now: datetime) -> int:
    """A pasted table of cards, whole or not at all; answers how many. Raises CardsNotRight."""
    case = lock(Case, case.id)
    checked = queries.checked_cards(case, rows)
    wrong = sum(one.wrong for one in checked)
    if wrong or not checked:
        raise rules.CardsNotRight(wrong)
    for one in checked:
        if one.line_id is not None:
            line = case_queries.line(one.line_id, case_id=case.id)
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
        case_id=case.id, deposit_id=deposit.id, decision_id=decision.id, amount=total,
        seal=_seal(deposit, decision.id, payees), prepared_by=by.id, prepared_at=now,
    )  # fmt: skip
    db.session.add(claim)
    db.session.flush()
    _keep_parts(claim, payees)
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
    lines = {line.id: line for line in case_queries.lines(case.id)}
    if not set(amounts) <= set(lines):
        raise Missing
    return [queries.payee(lines[line_id], amount) for line_id, amount in amounts.items()]


def _named(decision: Decision) -> Iterable[int]:
    return [part.line_id for part in decision.order.parts] if decision.order else []


def _check_balance(deposit: Deposit, total: Money, *, but: int | None = None) -> None:
    left = queries.available(deposit.id, but=but)
    if total > left:
        raise rules.MoreThanBalance(left)


def _seal(deposit: Deposit, decision_id: int, payees: Iterable[Payee]) -> str:
    fixed = (deposit.id, deposit.kind.value, deposit.bank, deposit.account, deposit.expires_on)
    text = rules.frozen_text(deposit=fixed, decision_id=decision_id, payees=payees)
    return crypto.blind("deposit_claim.seal", text)


def _keep_parts(claim: Claim, payees: Iterable[Payee]) -> None:
    for payee in payees:
        part = ClaimPart(claim_id=claim.id, line_id=payee.line_id, amount=payee.amount)
        part.card = payee.card
        db.session.add(part)
    db.session.flush()


def approve_claim(claim: Claim, *, by: Officer, now: datetime) -> Claim:
    """Another person approves exactly what was frozen; the notice to the bank is issued.

    Raises NoSuchMove, OwnClaim, OwnCase, GuaranteeExpired, ChangedSincePreparation,
    MoreThanBalance.
    """
    case = lock(Case, claim.case_id)
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "approve")
    _check_approver(claim, by=by)
    _check_unchanged(claim, deposit, today=day_of(now))
    body = wording.payment_notice(case, claim, on=day_of(now))
    # what it says was laid down by the preparer, at that time
    paper = documents.draft(kind=Kind.DEPOSIT_PAYMENT, body=body, case=case, by=claim.preparer,
                            now=claim.prepared_at)  # fmt: skip
    documents.approve(paper, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    claim.paper, claim.approver, claim.decided_at = paper, by, now
    claim.state = state
    db.session.flush()
    _record(claim, Event.CLAIM_APPROVED, to_worker=True, by=by, now=now)
    _tell(case, claim, now=now)
    announce(ClaimApproved(case.id, claim.id), now=now)
    return claim


def _check_approver(claim: Claim, *, by: Officer) -> None:
    rules.check_approval(prepared_by=claim.prepared_by, approver=by.id,
                         inspectors=inspections.inspector_ids(claim.case_id))  # fmt: skip


def _check_unchanged(claim: Claim, deposit: Deposit, *, today: date) -> None:
    if rules.is_expired(deposit.expires_on, on=today):
        raise rules.GuaranteeExpired(deposit.expires_on or today)
    payees = [queries.payee(lock(Line, part.line_id), part.amount)
              for part in queries.parts(claim.id)]  # fmt: skip
    if _seal(deposit, claim.decision_id, payees) != claim.seal:
        raise rules.ChangedSincePreparation
    _check_balance(deposit, claim.amount, but=claim.id)


def _tell(case: Case, claim: Claim, *, now: datetime) -> None:
    for part in queries.parts(claim.id):
        notices.tell(part.line.worker, notice=Notice.CLAIM, about=f"claim:{claim.id}",
                     unit=case.holder, case_id=case.id, muted=case.muted, now=now)  # fmt: skip


def return_claim(claim: Claim, *, reason: str, by: Officer, now: datetime) -> None:
    """Another person sends it back. Raises ReasonNeeded, NoSuchMove, OwnClaim, OwnCase."""
    if not reason.strip():
        raise rules.ReasonNeeded
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "return")
    _check_approver(claim, by=by)
    claim.state, claim.reason = state, reason
    claim.approver, claim.decided_at = by, now
    db.session.flush()
    _record(claim, Event.CLAIM_RETURNED, more=reason, by=by, now=now)


def withdraw_claim(claim: Claim, *, by: Officer, now: datetime) -> None:
    """Its preparer takes it back. Raises NoSuchMove, NotYours."""
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "withdraw")
    if claim.prepared_by != by.id:
        raise rules.NotYours
    claim.state, claim.decided_at = state, now
    db.session.flush()
    _record(claim, Event.CLAIM_WITHDRAWN, by=by, now=now)


def begin_bank_term(claim: Claim, *, served_on: date, now: datetime) -> None:
    """The bank has the notice: its days run. Doing it again changes nothing."""
    claim = lock(Claim, claim.id)
    running = case_queries.find_running_clock(Subject.CLAIM, claim.id, BANK_PAYS)
    if claim.state is not ClaimState.APPROVED or running is not None:
        return
    case = case_queries.any_case(claim.case_id)
    cases.start_clock(kind=Subject.CLAIM, subject_id=claim.id, rule=BANK_PAYS,
                      start_on=served_on, unit=case.holder, case=case, now=now)  # fmt: skip


def drop_claim(claim: Claim, *, now: datetime) -> None:
    """Its notice was made void: nothing is to be paid on it. Doing it again changes nothing."""
    claim = lock(Claim, claim.id)
    if "void" not in rules.LIFECYCLE.verbs(claim.state):
        return
    claim.state = rules.LIFECYCLE.after(claim.state, "void")
    db.session.flush()
    running = case_queries.find_running_clock(Subject.CLAIM, claim.id, BANK_PAYS)
    if running is not None:
        cases.cancel_clock(running, now=now)
    _record(claim, Event.CLAIM_VOID, by=None, now=now)


def _record(
    claim: Claim, event: Event, *, more: str = "", to_worker: bool = False, by: Officer | None,
    now: datetime,
) -> None:  # fmt: skip
    # a worker reads these entries too, so no amount of others and no account stands in them
    cases.record(case_queries.any_case(claim.case_id), event=event, kind=EntryKind.STEP,
                 text=more, to_worker=to_worker, subject=(Subject.CLAIM, claim.id), by=by,
                 now=now)  # fmt: skip
