"""What was entered wrongly for a deposit is taken back by an entry of its own; both stay."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind
from casework.ground.identity.models import Officer
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import queries as payout_queries
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions.paying import await_top_up
from casework.procedure.deposits.models import Claim, Deposit, DepositMovement
from casework.procedure.deposits.terms import ClaimState, MovementKind


def reverse(
    movement: DepositMovement, *, reason: str, by: Officer, now: datetime
) -> DepositMovement:
    """A deposit, a top-up or a return that was entered wrongly. When what was drawn is no longer
    restored, the contractor's limit runs again from the day of use.

    Raises NotReversible, ReversedAlready, MoreThanBalance.
    """
    deposit = lock(Deposit, movement.account_id)
    before = payout_queries.is_reversed(movement)
    kind = rules.reversal_of(movement.kind, reversed_before=before)
    newest = queries.newest_top_up(deposit.id)
    made = DepositMovement(
        account_id=deposit.id,
        payout_id=movement.payout_id,
        kind=kind,
        amount=movement.amount,
        on=day_of(now),
        note=reason,
        reverses_id=movement.id,
    )
    payouts.post(made, by=by, now=now)
    if movement.kind is MovementKind.DEPOSIT:
        deposit.taken_out = True
        db.session.flush()
    if movement.kind is MovementKind.TOP_UP and movement.payout_id is not None:
        if newest is movement:
            _give_back_account(deposit)
        _ask_again(lock(Claim, movement.payout_id), reason=reason, by=by, now=now)
    return made


def _give_back_account(deposit: Deposit) -> None:
    """The account or guarantee stands again that was there before the top-ups that no longer
    count; some of them may have been reversed before this one."""
    replaced = queries.find_replaced(deposit.id)
    if replaced is not None:
        deposit.account, deposit.expires_on = replaced
        db.session.flush()


def _ask_again(claim: Claim, *, reason: str, by: Officer, now: datetime) -> None:
    case = matters.any_case(claim.case_id)
    missing = claim.paid - queries.restored(claim.id) > Money(0)
    if claim.state is ClaimState.RESTORED and missing:
        claim.state = rules.LIFECYCLE.after(claim.state, "reopen")
        db.session.flush()
    if claim.state is ClaimState.PAID:
        await_top_up(case, claim, by=by, now=now)
    payouts.record(claim, "reopen", kind=EntryKind.MONEY, text=reason, by=by, now=now)
