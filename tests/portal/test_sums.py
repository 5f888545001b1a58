"""What is owed, worked out: to the fen, and the same whichever way it is looked at."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casework.doors.portal.rules import sums
from casework.doors.portal.terms.asking import PaidBy, Stretch, Sum
from casework.kernel import hundredths as kernel_hundredths
from casework.kernel.money import Money

rates = st.integers(1, 1_000_000).map(Money)
stretches = st.lists(st.builds(Stretch, rates, st.integers(1, 100_000)), min_size=1, max_size=6)


@given(stretches, st.integers(0, 10_000_000).map(Money))
def test_the_sum_is_what_was_earned_less_what_was_paid(parts, paid):
    earned = Money.total(sums.earned(one) for one in parts)
    assume(Money(0) < earned - paid <= Money.yuan(100_000_000))

    assert sums.owed(Sum(PaidBy.DAY, tuple(parts), paid)) + paid == earned


@given(rates, st.integers(1, 1000))
def test_whole_days_lose_no_fen_and_part_days_less_than_one(rate, days):
    assert sums.earned(Stretch(rate, days * 100)) == rate.times(days)
    exact = rate.fen * days
    assert 0 <= exact - sums.earned(Stretch(rate, days)).fen * 100 < 100


@given(rates, st.integers(1, 1000), st.integers(1, 1000))
def test_one_rate_cut_in_two_stretches_gives_the_same(rate, first, second):
    whole = Sum(PaidBy.DAY, (Stretch(rate, (first + second) * 100),), Money(0))
    parts = Sum(PaidBy.DAY, (Stretch(rate, first * 100), Stretch(rate, second * 100)), Money(0))

    assert sums.owed(whole) == sums.owed(parts)


@pytest.mark.parametrize("paid", [12880_00, 99999_00])
def test_nothing_is_left_when_all_was_paid(paid):
    with pytest.raises(sums.NothingLeft):
        sums.owed(Sum(PaidBy.DAY, (Stretch(Money.yuan(280), 4600),), Money(paid)))


def test_an_absurd_sum_is_refused():
    with pytest.raises(sums.TooMuch):
        sums.owed(Sum(PaidBy.PIECE, (Stretch(Money.yuan(1000), 10_000_000_00),), Money(0)))


@pytest.mark.parametrize(("hundredths", "text"), [(4600, "46"), (4650, "46.5"), (25, "0.25")])
def test_a_number_is_written_as_people_do(hundredths, text):
    assert kernel_hundredths.number(hundredths) == text
