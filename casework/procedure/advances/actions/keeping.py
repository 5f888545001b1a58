"""Keeping the fund: its opening, what is paid in, each of its movements."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
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
    rules.check_movement(amount, on=on, today=day_of(now))
    first = insert_unless_there(Fund, area_id=area_id, opened_by=by.id, opened_at=now)
    fund = queries.find_fund(area_id)
    if fund is None:
        raise rules.NoFund
    kind = MovementKind.OPENING if first else MovementKind.PAID_IN
    return move(fund, kind=kind, amount=amount, on=on, note=note, by=by, now=now)


def move(
    fund: Fund,
    *,
    kind: MovementKind,
    amount: Money,
    on: date,
    note: str = "",
    advance_id: int | None = None,
    reverses_id: int | None = None,
    by: Officer,
    now: datetime,
) -> FundMovement:
    """Adds a movement; the fund's row is held meanwhile. Raises AmountNeeded, InTheFuture,
    FundTooSmall."""
    fund = lock(Fund, fund.id)
    rules.check_movement(amount, on=on, today=day_of(now))
    last = queries.last_movement(fund.id)
    before = last.balance if last else Money(0)
    after = before + rules.signed(kind, amount)
    if after < Money(0):
        raise rules.FundTooSmall(before)
    movement = FundMovement(
        fund_id=fund.id,
        position=last.position + 1 if last else 1,
        kind=kind,
        amount=amount,
        balance=after,
        on=on,
        note=note,
        advance_id=advance_id,
        reverses_id=reverses_id,
        officer_id=by.id,
        at=now,
    )
    db.session.add(movement)
    db.session.flush()
    return movement


def reverse(movement: FundMovement, *, reason: str, by: Officer, now: datetime) -> FundMovement:
    """What was paid in wrongly is taken out by an entry of its own; both stay readable.

    Raises NotReversible, ReversedAlready, FundTooSmall.
    """
    fund = lock(Fund, movement.fund_id)
    before = queries.find_reversal(movement.id)
    rules.check_reversal(movement.kind, reversed_before=before is not None)
    return move(
        fund,
        kind=MovementKind.REVERSED,
        amount=movement.amount,
        on=day_of(now),
        note=reason,
        reverses_id=movement.id,
        by=by,
        now=now,
    )
