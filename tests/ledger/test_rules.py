"""Money is split and added up to the fen, whatever the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ground.cases.terms import Ending
from casework.ground.ledger import rules
from casework.ground.ledger.terms import Kind, Posted
from casework.kernel.money import Money

_FEN = st.integers(1, 10**10)


def test_thirty_thousand_over_seven_workers_is_split_to_the_fen():
    owed = [Money(1_428_571)] * 6 + [Money(1_428_574)]
    parts = rules.shares(Money.yuan(30_000), owed)
    assert Money.total(parts) == Money.yuan(30_000)
    assert max(parts) - min(parts) <= Money(1)


def test_equal_remainders_go_to_the_earlier_worker():
    assert rules.shares(Money(1), [Money(5), Money(5)]) == [Money(1), Money(0)]


@given(owed=st.lists(st.integers(0, 10**10), min_size=1, max_size=60), data=st.data())
def test_the_parts_sum_to_the_total_and_none_exceeds_what_is_owed(owed, data):
    if not sum(owed):
        return
    total = Money(data.draw(st.integers(1, sum(owed))))
    parts = rules.shares(total, [Money(fen) for fen in owed])
    assert Money.total(parts) == total
    assert all(Money(0) <= part <= Money(fen) for part, fen in zip(parts, owed, strict=True))


def test_more_than_all_are_owed_is_refused_with_the_limit():
    with pytest.raises(rules.MoreThanOwed, match=r"100\.00元"):
        rules.shares(Money.yuan(101), [Money.yuan(60), Money.yuan(40)])


def test_nothing_owed_takes_no_money():
    with pytest.raises(rules.NothingOwed):
        rules.shares(Money.yuan(1), [Money(0), Money(0)])


def test_a_worker_who_withdrew_takes_no_payment():
    with pytest.raises(rules.LineHasEnded, match="本人撤回"):
        rules.check_payment(Money(1), owed=Money(9), ending=Ending.WITHDRAWN, who="第1人张示例")


@pytest.mark.parametrize("fen", [0, -1])
def test_a_payment_of_nothing_or_less_is_refused(fen):
    with pytest.raises(rules.NothingGiven):
        rules.check_payment(Money(fen), owed=Money(9), ending=None, who="第1人张示例")


def test_a_reversal_is_never_reversed():
    with pytest.raises(rules.AlreadyReversed):
        rules.check_reversal(Kind.REVERSAL, Money(1), reversed_before=False, paid=Money(1),
                             confirmed=Money(0), ending=None, who="")  # fmt: skip


@st.composite
def _histories(draw):
    """Entries as they arise: some of the payments and confirmations are reversed, once each."""
    entries = [
        Posted(number, draw(st.sampled_from([Kind.PAYMENT, Kind.CONFIRMATION])), draw(_FEN))
        for number in range(draw(st.integers(0, 20)))
    ]
    wrong = draw(st.sets(st.sampled_from(entries))) if entries else set()
    undoing = [Posted(100 + e.id, Kind.REVERSAL, e.fen, reverses_id=e.id) for e in wrong]
    return entries, wrong, undoing


@given(history=_histories(), data=st.data())
def test_the_sums_are_the_same_in_any_order_and_leave_out_what_was_reversed(history, data):
    entries, wrong, undoing = history
    shuffled = data.draw(st.permutations([*entries, *undoing]))
    paid, confirmed = rules.balance(shuffled)
    right = [entry for entry in entries if entry not in wrong]
    assert paid.fen == sum(e.fen for e in right if e.kind is Kind.PAYMENT)
    assert confirmed.fen == sum(e.fen for e in right if e.kind is Kind.CONFIRMATION)
    assert paid >= Money(0)
    assert confirmed >= Money(0)
