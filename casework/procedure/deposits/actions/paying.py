"""What the bank paid, line by line, what was wrong of it, and what the contractor restored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from casework.ground.cases.actions import clocks, tasks
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents import rules as document_rules
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.ledger.models import Entry
from casework.ground.payouts import actions as payouts
from casework.kernel.database import db
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import wording
from casework.procedure.deposits.actions.claiming import BANK_PAYS, begin_bank_term
from casework.procedure.deposits.models import Claim, DepositMovement
from casework.procedure.deposits.terms import ClaimState, MovementKind

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
    payouts.pay(claim, amounts=amounts, slip=slip, paid_on=paid_on, proof=proof, by=by, now=now)
    clocks.meet(Subject.CLAIM, claim.id, BANK_PAYS, on=paid_on, now=now)
    if queries.restored(claim.id) >= claim.paid:
        claim.state = rules.LIFECYCLE.after(claim.state, "restore")
    else:
        await_top_up(matters.any_case(claim.case_id), claim, by=by, now=now)
    return claim


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
    body = wording.top_up_notice(claim, used_on=used_on, amount=claim.paid)
    claim.top_up_paper = documents.draft(
        kind=Kind.DEPOSIT_TOP_UP, body=body, case=case, by=by, now=now
    )
    db.session.flush()


def undo_bank_payment(entry: Entry, *, reason: str, by: Officer, now: datetime) -> Claim:
    """A worker's payment was recorded wrongly: it leaves the ledger and the deposit has the money
    back, together. When nothing stays drawn, the bank's payment is waited for again.

    Raises Missing, and what ledger.reverse raises.
    """
    case, claim = payouts.hold(queries.claim_of_entry(entry))
    payouts.undo(claim, entry, reason=reason, by=by, now=now)
    if not claim.paid:
        _wait_for_bank(claim, now=now)
    _correct_top_up(case, claim, reason=reason, by=by, now=now)
    return claim


def _wait_for_bank(claim: Claim, *, now: datetime) -> None:
    if claim.paper is not None and claim.paper.served_on is not None:
        begin_bank_term(claim, served_on=claim.paper.served_on, now=now)


def _correct_top_up(case: Case, claim: Claim, *, reason: str, by: Officer, now: datetime) -> None:
    """Less is to be topped up, or nothing: the notice with the former amount no longer stands."""
    missing = max(claim.paid - queries.restored(claim.id), Money(0))
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
    _case, claim = payouts.hold(claim)
    deposit = claim.deposit
    state = rules.LIFECYCLE.after(claim.state, "restore")
    missing = claim.paid - queries.restored(claim.id)
    if amount > missing:
        raise rules.MoreThanDrawn(missing)
    if account and queries.is_known(bank=deposit.bank, account=account, but=deposit.id):
        raise rules.AccountKnown
    replaces = bool(account or expires_on)
    movement = DepositMovement(
        account_id=deposit.id,
        payout_id=claim.id,
        kind=MovementKind.TOP_UP,
        amount=amount,
        on=on,
        note=proof,
        replaced_account=deposit.account if replaces else None,
        replaced_expires_on=deposit.expires_on if replaces else None,
    )
    payouts.post(movement, by=by, now=now)
    deposit.account = account or deposit.account
    deposit.expires_on = expires_on or deposit.expires_on
    if amount == missing:
        claim.state = state
        clocks.meet(Subject.CLAIM, claim.id, wording.filling(deposit), on=on, now=now)
    db.session.flush()
    payouts.record(claim, "restore", kind=EntryKind.MONEY, by=by, now=now)
    return movement
