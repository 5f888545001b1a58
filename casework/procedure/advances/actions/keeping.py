"""Keeping the fund: its opening, what is paid in, each of its movements."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.identity.models import Officer
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import queries as payout_queries
from casework.ground.payouts import rules as payout_rules
from casework.kernel.database import lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.once import insert_unless_there
from casework.procedure.advances import queries, rules
from casework.procedure.advances.models import Fund, FundMovement
from casework.procedure.advances.terms import MovementKind


def pay_in(
    *, area_id: int, amount: Money, on: date, note: str, by: Officer, now: datetime
) -> FundMovement:
    """Money into the fund of an area; the first opens it. Raises AmountNeeded, InTheFuture."""
    payout_rules.check_movement(amount, on=on, today=day_of(now))
    first = insert_unless_there(Fund, area_id=area_id, opened_by=by.id, opened_at=now)
    fund = queries.find_fund(area_id)
    if fund is None:
        raise rules.NoFund
    kind = MovementKind.OPENING if first else MovementKind.PAID_IN
    movement = FundMovement(account_id=fund.id, kind=kind, amount=amount, on=on, note=note)
    return payouts.post(movement, by=by, now=now)


def reverse(movement: FundMovement, *, reason: str, by: Officer, now: datetime) -> FundMovement:
    """What was paid in wrongly is taken out by an entry of its own; both stay readable.

    Raises NotReversible, ReversedAlready, FundTooSmall.
    """
    fund = lock(Fund, movement.account_id)
    before = payout_queries.is_reversed(movement)
    rules.check_reversal(movement.kind, reversed_before=before)
    out = FundMovement(
        account_id=fund.id,
        kind=MovementKind.REVERSED,
        amount=movement.amount,
        on=day_of(now),
        note=reason,
        reverses_id=movement.id,
    )
    return payouts.post(out, by=by, now=now)
