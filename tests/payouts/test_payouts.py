"""A list pays each worker at most once what it says; what was undone is in the account again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from casework.ground.identity.terms import Role
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind
from casework.ground.payouts import actions, queries, rules
from casework.ground.payouts.models import Payout
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.kernel.terms import Missing, Refused
from casework.procedure.advances.rules import MoreThanApproved
from casework.procedure.advances.terms import MovementKind as FundMove
from casework.procedure.deposits.rules import MoreThanClaimed
from casework.procedure.deposits.terms import MovementKind as DepositMove
from tests.factories import advances, deposits, identity
from tests.factories.deposits import LATER

ROOMS: dict[str, Callable[[], Payout]] = {
    "claim": deposits.approved,
    "advance": advances.approved,
}
each_room = pytest.mark.parametrize("approved", ROOMS.values(), ids=ROOMS)


def _pay(made: Payout, amount: Money | None = None, *, slip: str) -> None:
    amounts = {part.line_id: amount or part.amount for part in made.parts}
    by = identity.officer(role=Role.FUND_OFFICER)
    actions.pay(made, amounts=amounts, slip=slip, paid_on=LATER.date(), by=by, now=LATER)


def _undo(made: Payout, entry: Entry) -> None:
    by = identity.officer(role=Role.FUND_OFFICER)
    actions.undo(made, entry, reason="银行退票", by=by, now=LATER)


def _payments(session: Any, made: Payout) -> list[Entry]:
    query = select(Entry).where(
        Entry.case_id == made.case_id,
        Entry.kind == Kind.PAYMENT,
        Entry.source == made.scheme.source,
    )
    return [one for one in session.scalars(query) if not ledger.is_reversed(one.id)]


def _frozen(made: Payout) -> list[tuple[int, Money, str]]:
    return [(part.line_id, part.amount, part.card) for part in made.parts]


_STEPS = st.lists(
    st.tuples(st.sampled_from(["pay", "undo"]), st.integers(1, 1_200_000)), max_size=8
)


@each_room
@given(steps=_STEPS)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_history_list_ledger_and_account_agree_to_the_fen(
    session: Any, approved: Callable[[], Payout], steps: list[tuple[str, int]]
) -> None:
    made = approved()
    frozen, line_id = _frozen(made), made.parts[0].line_id
    first = queries.balance(made.movement, made.account_id)
    for number, (step, fen) in enumerate(steps):
        try:
            with session.begin_nested():
                if step == "pay":
                    _pay(made, Money(fen), slip=f"演{made.id}-{number}")
                for entry in _payments(session, made) if step == "undo" else ():
                    _undo(made, entry)
        except Refused:
            pass
        session.refresh(made)
        paid = queries.paid_parts(made).get(line_id, Money(0))
        balance = queries.balance(made.movement, made.account_id)
        last = queries.last_movement(made.movement, made.account_id)
        assert made.paid == paid <= made.amount
        assert balance == first - paid
        assert last is not None
        assert last.balance == balance
        assert (made.state.value == "paid") == bool(paid) == (made.paid_on is not None)
    assert _frozen(made) == frozen


@each_room
def test_a_list_is_paid_once_and_one_slip_pays_one_list(
    session: Any, approved: Callable[[], Payout]
) -> None:
    other, made = approved(), approved()
    first = queries.balance(made.movement, made.account_id)
    _pay(other, Money(50), slip="演单1")
    _pay(made, Money(100), slip="演单1")
    [entry] = _payments(session, made)
    assert queries.of_entry(type(made), entry) == made
    assert [queries.of_entry(type(other), one) for one in _payments(session, other)] == [other]
    with pytest.raises(NoSuchMove), session.begin_nested():
        _pay(made, Money(100), slip="演单2")

    _undo(made, entry)
    with pytest.raises(Refused), session.begin_nested():
        _undo(made, entry)
    assert queries.paid_parts(made) == {}
    before = first - (Money(50) if other.account_id == made.account_id else Money(0))
    assert queries.balance(made.movement, made.account_id) == before
    _pay(made, slip="演单1")

    [again] = _payments(session, made)
    assert again.batch_id != entry.batch_id
    assert queries.of_entry(type(made), again) == made
    assert queries.paid_parts(made) == {again.line_id: again.amount}


@each_room
def test_nobody_else_and_no_more_is_paid_than_the_list_says(
    session: Any, approved: Callable[[], Payout]
) -> None:
    made = approved()
    too_much = (MoreThanClaimed, MoreThanApproved)
    part = made.parts[0]
    with pytest.raises(too_much, match=part.line.worker.name), session.begin_nested():
        _pay(made, part.amount + Money(1), slip="演多1")
    stranger = advances.case()
    other = {stranger.id: Money(1)}
    with pytest.raises(too_much), session.begin_nested():
        actions.pay(made, amounts=other, slip="演多2", paid_on=LATER.date(),
                    by=made.preparer, now=LATER)  # fmt: skip
    with pytest.raises(rules.NobodyChosen):
        actions.pay(made, amounts={}, slip="演多3", paid_on=LATER.date(),
                    by=made.preparer, now=LATER)  # fmt: skip
    with pytest.raises(Missing):
        queries.payees(made.case, other)


@pytest.mark.both
@each_room
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {list} SET paid = amount + 1",
        "UPDATE {list} SET paid = 0",
        "UPDATE {list} SET state = 'approved'",
        "UPDATE {list} SET paid_on = NULL",
    ],
)
def test_the_database_keeps_state_and_sum_of_a_list_together(
    session: Any, approved: Callable[[], Payout], change: str
) -> None:
    made = approved()
    _pay(made, slip="演库1")
    session.commit()
    with pytest.raises(IntegrityError, match="paid_"):
        session.execute(text(change.format(list=made.__tablename__)))
    session.rollback()


@pytest.mark.both
@each_room
@pytest.mark.parametrize("slip", ["once more", "none"])
def test_the_database_takes_no_slip_twice_and_no_payment_without_one(
    session: Any, approved: Callable[[], Payout], slip: str
) -> None:
    made = approved()
    _pay(made, Money(100), slip="演库2")
    [entry] = _payments(session, made)
    wrong = made.movement(
        account_id=made.account_id, payout_id=made.id, kind=made.scheme.draws, amount=Money(1),
        on=LATER.date(), batch_id=entry.batch_id if slip == "once more" else None,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="batch_id" if slip == "once more" else "by_a_slip"):
        actions.post(wrong, by=made.preparer, now=LATER)
    session.rollback()


@pytest.mark.both
@each_room
def test_the_database_keeps_a_frozen_list_as_it_was(
    session: Any, approved: Callable[[], Payout]
) -> None:
    made = approved()
    table = made.part.__tablename__
    session.commit()
    for change in (f"UPDATE {table} SET amount = 1", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="never changed"):
            session.execute(text(change))
        session.rollback()


_MOVES = [
    (DepositMove, (DepositMove.DEPOSIT, DepositMove.TOP_UP, DepositMove.UNDONE)),
    (FundMove, (FundMove.OPENING, FundMove.PAID_IN, FundMove.RECOVERY)),
]


@pytest.mark.parametrize(("kinds", "adds"), _MOVES, ids=["deposit", "fund"])
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_an_account_adds_up_in_any_order(kinds: Any, adds: Any, data: Any) -> None:
    moves = data.draw(st.lists(st.tuples(st.sampled_from(list(kinds)), st.integers(1, 10**9))))
    rows = [(kind, Money(fen)) for kind, fen in moves]
    shuffled = data.draw(st.permutations(rows))
    whole = sum(fen if kind in adds else -fen for kind, fen in moves)
    assert rules.balance(rows, adds=adds) == rules.balance(shuffled, adds=adds) == Money(whole)
