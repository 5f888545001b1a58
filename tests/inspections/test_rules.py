"""Findings of two people join field by field; notes fall into questions and answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.kernel.money import Money
from casework.procedure.inspections import rules
from casework.procedure.inspections.terms import Article, Found

_MONEY = st.none() | st.integers(0, 10**6).map(Money)
_FOUND = st.builds(Found, books=_MONEY, verified=_MONEY, ground=st.sampled_from(["", "a", "b"]))


@given(was=_FOUND, mine=_FOUND)
def test_nobody_else_changed_anything_so_mine_stands(was, mine):
    assert rules.join(was=was, mine=mine, theirs=was) == rules.Joined(mine)


@given(was=_FOUND, theirs=_FOUND)
def test_i_changed_nothing_so_theirs_stands(was, theirs):
    assert rules.join(was=was, mine=was, theirs=theirs) == rules.Joined(theirs)


@given(was=_FOUND, mine=_FOUND, theirs=_FOUND)
def test_a_clash_is_named_exactly_where_both_changed_differently(was, mine, theirs):
    joined = rules.join(was=was, mine=mine, theirs=theirs)
    for name in ("books", "verified", "ground"):
        before, own, other = (getattr(found, name) for found in (was, mine, theirs))
        clash = before not in (own, other) and own != other
        assert (name in joined.clashes) == clash
        if not clash:
            assert getattr(joined.result, name) in (own, other)


def test_changes_of_different_fields_both_survive():
    was = Found(books=None, verified=None)
    joined = rules.join(was=was, mine=Found(Money(1), None), theirs=Found(None, Money(2), "打卡"))
    assert joined == rules.Joined(Found(Money(1), Money(2), "打卡"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "问：欠多少？\n答：一万元。\n问：谁说的？\n答：班长。",
            [("欠多少？", "一万元。"), ("谁说的？", "班长。")],
        ),
        ("问：欠多少？答：一万元。", [("欠多少？", "一万元。")]),
        ("Q: How much?\nA: 800 yuan.", [("How much?", "800 yuan.")]),
        ("问：他怎么回答：有没有？\n答：没有。", [("他怎么回答：有没有？", "没有。")]),
        ("问：欠多少？", [("欠多少？", "（没有回答）")]),
        ("老板说年底给。", [("请您把知道的情况说一下。", "老板说年底给。")]),
    ],
)  # fmt: skip
def test_a_note_falls_into_questions_and_answers(text, expected):
    assert rules.answers(text) == expected


def test_a_finding_that_differs_needs_its_ground():
    assert rules.ground_needed(Money(5), Found(None, Money(4)))
    assert not rules.ground_needed(Money(5), Found(None, Money(4), "打卡记录"))
    assert not rules.ground_needed(Money(5), Found(Money(1), Money(5)))
    assert not rules.ground_needed(Money(5), Found(Money(1), None))


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 23)])
def test_a_term_that_is_not_after_today_is_refused(day):
    with pytest.raises(rules.TermTooEarly):
        rules.check_term(day, today=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("paid", "ended", "met"), [(150, False, False), (200, False, True), (100, True, True)]
)
def test_a_part_is_met_by_payments_after_the_order_or_by_an_ending(paid, ended, met):
    amount = Money.yuan(100)
    assert met == rules.is_met(
        amount, paid_before=Money.yuan(100), paid=Money.yuan(paid), ended=ended
    )


def test_a_paper_cites_the_law_of_its_day():
    articles = (Article("旧", until="2023-12-31"), Article("新", since="2024-01-01"))
    assert rules.in_force(articles, on=date(2023, 12, 31)) == ("旧",)
    assert rules.in_force(articles, on=date(2024, 1, 1)) == ("新",)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 500)), max_size=8),
       st.integers(1, 2_000))  # fmt: skip
def test_the_covering_day_is_the_first_on_which_the_sum_is_reached(
    given_payments: list[tuple[int, int]], needed: int
) -> None:
    start = date(2026, 11, 1)
    payments = sorted((start + timedelta(days=n), Money(fen)) for n, fen in given_payments)
    day = rules.covered_on(Money(needed), payments)
    total = sum(amount.fen for _day, amount in payments)
    assert (day is None) == (total < needed)
    if day is not None:
        assert sum(a.fen for on, a in payments if on <= day) >= needed
        assert sum(a.fen for on, a in payments if on < day) < needed


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "甲0已经"), (3, "甲0、甲1、甲2已经"), (43, "甲0、甲1、甲2等43人已经")],
)
def test_of_many_who_are_named_already_a_few_are_enough(count, said):
    names = [f"甲{number}" for number in range(count)]
    refusal = rules.OrderedAlready(names, title="限期改正指令书", title_en="an order", number=None)
    assert refusal.zh.startswith(said)
