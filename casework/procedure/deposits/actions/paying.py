"""What the bank paid, line by line, what was wrong of it, and what the contractor restored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from casework.ground.cases.actions import clocks, tasks, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents import rules as document_rules
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Source
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import wording
from casework.procedure.deposits.actions.claiming import BANK_PAYS, begin_bank_term
from casework.procedure.deposits.actions.keeping import move
from casework.procedure.deposits.models import Claim, Deposit, DepositMovement
from casework.procedure.deposits.terms import ClaimState, Event, MovementKind

_SERVED_ALREADY = "保证金付款冲正了，送达的补足通知书金额要更正"


def record_bank_payment(
    claim: Claim,
    *,
    amounts: Mapping[int, Money],
    slip: str,
    paid_on: date,
    proof: str = "",
    by: Officer,
    now: datetime,
) -> Claim:
    """The bank's slip: ledger and deposit move together, and the top-up becomes due.

    Raises NoSuchMove, MoreThanClaimed, NobodyChosen, MoreThanBalance, and what record_payment
    raises.
    """
    case = lock(Case, claim.case_id)
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "pay")
    _check_amounts(claim, amounts)
    batch = entries.record_payment(
        case,
        source=Source.DEPOSIT,
        slip=slip,
        paid_on=paid_on,
        amounts=amounts,
        proof=proof,
        by=by,
        now=now,
    )
    move(
        deposit,
        kind=MovementKind.DRAW,
        amount=batch.total,
        on=paid_on,
        proof=slip,
        claim_id=claim.id,
        by=by,
        now=now,
    )
    claim.state, claim.paid_on, claim.drawn = state, paid_on, batch.total
    db.session.flush()
    clocks.meet(Subject.CLAIM, claim.id, BANK_PAYS, on=paid_on, now=now)
    timeline.record(
        case,
        event=Event.CLAIM_PAID,
        kind=EntryKind.MONEY,
        to_worker=True,
        subject=(Subject.CLAIM, claim.id),
        by=by,
        now=now,
    )
    if queries.restored(claim.id) >= claim.drawn:
        claim.state = rules.LIFECYCLE.after(claim.state, "restore")
    else:
        await_top_up(case, claim, by=by, now=now)
    return claim


def _check_amounts(claim: Claim, amounts: Mapping[int, Money]) -> None:
    if not amounts:
        raise rules.NobodyChosen
    claimed = {part.line_id: part for part in queries.parts(claim.id)}
    for line_id, amount in amounts.items():
        part = claimed.get(line_id)
        if part is None or amount > part.amount:
            name = part.line.worker.name if part else ""
            most = part.amount if part else Money(0)
            raise rules.MoreThanClaimed(name, most, field=f"amount_{line_id}")


def await_top_up(case: Case, claim: Claim, *, by: Officer, now: datetime) -> None:
    """The notice as a draft for approval, and the contractor's limit from the day of use, unless
    they are there.

    The limit is the contractor's: it hangs on the claim and does not hold up the workers' case.
    """
    used_on = claim.paid_on
    if used_on is None:
        return
    if claim.top_up_paper is None:
        _write_top_up(case, claim, used_on=used_on, by=by, now=now)
    rule = wording.filling(claim.deposit)
    if clock_queries.find_running_clock(Subject.CLAIM, claim.id, rule) is not None:
        return
    clocks.start_clock(
        kind=Subject.CLAIM,
        subject_id=claim.id,
        start_on=used_on,
        rule=rule,
        unit=case.holder,
        muted=case.muted,
        now=now,
    )


def _write_top_up(case: Case, claim: Claim, *, used_on: date, by: Officer, now: datetime) -> None:
    body = wording.top_up_notice(claim, used_on=used_on, amount=claim.drawn)
    claim.top_up_paper = documents.draft(
        kind=Kind.DEPOSIT_TOP_UP, body=body, case=case, by=by, now=now
    )
    db.session.flush()


def undo_bank_payment(entry: Entry, *, reason: str, by: Officer, now: datetime) -> Claim:
    """A worker's payment was recorded wrongly: it leaves the ledger and the deposit has the money
    back, together. When nothing stays drawn, the bank's payment is waited for again.

    Raises Missing, and what ledger.reverse raises.
    """
    case = lock(Case, entry.case_id)
    claim = queries.claim_of_entry(entry)
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    entries.reverse(entry, reason=reason, by_account=True, by=by, now=now)
    move(
        deposit,
        kind=MovementKind.UNDONE,
        amount=entry.amount,
        on=day_of(now),
        proof=reason,
        claim_id=claim.id,
        by=by,
        now=now,
    )
    claim.drawn -= entry.amount
    timeline.record(
        case,
        event=Event.CLAIM_UNDONE,
        kind=EntryKind.MONEY,
        text=reason,
        subject=(Subject.CLAIM, claim.id),
        by=by,
        now=now,
    )
    if not claim.drawn:
        _wait_for_bank(claim, now=now)
    _correct_top_up(case, claim, reason=reason, by=by, now=now)
    return claim


def _wait_for_bank(claim: Claim, *, now: datetime) -> None:
    claim.state, claim.paid_on = rules.LIFECYCLE.after(claim.state, "undo"), None
    db.session.flush()
    if claim.paper is not None and claim.paper.served_on is not None:
        begin_bank_term(claim, served_on=claim.paper.served_on, now=now)


def _correct_top_up(case: Case, claim: Claim, *, reason: str, by: Officer, now: datetime) -> None:
    """Less is to be topped up, or nothing: the notice with the former amount no longer stands."""
    missing = max(claim.drawn - queries.restored(claim.id), Money(0))
    running = clock_queries.find_running_clock(
        Subject.CLAIM, claim.id, wording.filling(claim.deposit)
    )
    if not missing:
        if claim.state is ClaimState.PAID:
            claim.state = rules.LIFECYCLE.after(claim.state, "restore")
        if running is not None:
            clocks.cancel_clock(running, now=now)
    if running is None or claim.top_up_paper is None:
        return
    if "void" not in document_rules.LIFECYCLE.verbs(claim.top_up_paper.state):
        tasks.add_task(
            case, title=_SERVED_ALREADY, officer=case.handler, due_on=day_of(now), by=None, now=now
        )
        return
    documents.void(claim.top_up_paper, reason=f"冲正保证金付款：{reason}", by=by, now=now)
    claim.top_up_paper = None
    if missing and claim.paid_on is not None:
        _write_top_up(case, claim, used_on=claim.paid_on, by=by, now=now)
    db.session.flush()


def record_top_up(
    claim: Claim,
    *,
    amount: Money,
    on: date,
    proof: str = "",
    account: str = "",
    expires_on: date | None = None,
    by: Officer,
    now: datetime,
) -> DepositMovement:
    """Money or a new guarantee restores what was drawn; the limit is met when all of it is.

    Raises NoSuchMove, MoreThanDrawn, AccountKnown, AmountNeeded, InTheFuture.
    """
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "restore")
    missing = claim.drawn - queries.restored(claim.id)
    if amount > missing:
        raise rules.MoreThanDrawn(missing)
    if account and queries.is_known(bank=deposit.bank, account=account, but=deposit.id):
        raise rules.AccountKnown
    replaced = (deposit.account, deposit.expires_on) if account or expires_on else None
    movement = move(
        deposit,
        kind=MovementKind.TOP_UP,
        amount=amount,
        on=on,
        proof=proof,
        claim_id=claim.id,
        replaced=replaced,
        by=by,
        now=now,
    )
    deposit.account = account or deposit.account
    deposit.expires_on = expires_on or deposit.expires_on
    if amount == missing:
        claim.state = state
        clocks.meet(Subject.CLAIM, claim.id, wording.filling(deposit), on=on, now=now)
    db.session.flush()
    case = matters.any_case(claim.case_id)
    timeline.record(
        case,
        event=Event.TOPPED_UP,
        kind=EntryKind.MONEY,
        subject=(Subject.CLAIM, claim.id),
        by=by,
        now=now,
    )
    return movement
