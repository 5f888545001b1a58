"""Money to the fen: what people type, what papers print, and parts that sum to the whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.kernel.amounts import LARGEST_FEN, AmountOutOfRange, NotAnAmount
from casework.kernel.money import Money

fen = st.integers(min_value=0, max_value=LARGEST_FEN)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("一万二", "12,000.00"), ("1.2万", "12,000.00"), ("12,800", "12,800.00"),
        ("１２８００", "12,800.00"), ("12800元5角", "12,800.50"), ("三千五", "3,500.00"),
        ("一万二千八百元五角", "12,800.50"), ("一百零五", "105.00"), ("十二", "12.00"),
        ("两万零五百", "20,500.00"), ("1万2千元", "12,000.00"), ("12万3千", "123,000.00"),
        ("1万2500", "12,500.00"), ("3千5", "3,500.00"), ("¥ 88.8", "88.80"), ("0.01", "0.01"),
        ("12800块", "12,800.00"), ("壹万贰仟元整", "12,000.00"), ("5毛", None), ("", None),
        ("五毛", "0.50"), ("一万零五", "10,005.00"), ("一万五百", "10,500.00"),
        ("一百十五", "115.00"), ("两块", "2.00"), ("一二八零零", "12,800.00"), ("二百二", "220.00"),
        ("很多", None), ("1e5", None), ("1,28,00", None), ("1.234", None), ("1万2千5角", None),
    ],
)  # fmt: skip
def test_what_people_type_is_read_to_the_fen_or_refused(typed: str, plain: str | None) -> None:
    if plain is None:
        with pytest.raises(NotAnAmount):
            Money.read(typed)
        return
    assert Money.read(typed).plain == plain


@pytest.mark.parametrize("typed", ["-5", "负五", "999999999999", "二百亿"])
def test_negative_and_absurd_amounts_are_out_of_range(typed: str) -> None:
    with pytest.raises(AmountOutOfRange):
        Money.read(typed)


@pytest.mark.parametrize(
    ("amount", "capital"),
    [
        (Money(215_900_00), "贰拾壹万伍仟玖佰元整"), (Money(100_000_05), "壹拾万元零伍分"),
        (Money(1_00), "壹元整"), (Money(50), "伍角整"), (Money(5), "伍分"),
        (Money(10_010_000_00), "壹仟零壹万元整"), (Money(12_800_50), "壹万贰仟捌佰元伍角整"),
        (Money(1_061_765_00), "壹佰零陆万壹仟柒佰陆拾伍元整"), (Money(0), "零元整"),
    ],
)  # fmt: skip
def test_capital_numerals_as_a_paper_prints_them(amount: Money, capital: str) -> None:
    assert amount.capital == capital


@given(fen)
def test_whatever_is_written_is_read_back_the_same(amount: int) -> None:
    money = Money(amount)

    assert Money.read(money.plain) == money
    assert Money.read(money.short) == money


@given(fen)
def test_spoken_and_capital_numerals_are_read_back_the_same(amount: int) -> None:
    money = Money(amount)

    assert Money.read(money.spoken) == money
    assert Money.read(money.capital) == money


@pytest.mark.parametrize(
    "typed",
    [
        "一万六百千", "三万万", "二千百", "两百五千", "万二", "千八百", "百万", "三四百", "三四",
        "二十两", "两十", "三千五万", "一百五万", "一千五十", "一万五十", "一万零零五", "一万零",
        "零五", "十十", "一百零一十", "一千零二百", "五百零百", "1万05", "1万2345678", "2百5千",
        "一万万元", "元", "角", "一角五角", "一元五",
    ],
)  # fmt: skip
def test_a_numeral_that_is_not_well_formed_is_asked_again(typed: str) -> None:
    with pytest.raises(NotAnAmount):
        Money.read(typed)


def _ways_to_say(yuan: int) -> set[str]:
    """The numeral, and how it is shortened: 一十 as 十, 一万零五百 as 一万五百, the last unit
    left out, digits one by one. 两 is taken for 二."""
    said = Money.yuan(yuan).spoken.removesuffix("元")
    ways = {said, said.replace("一十", "十")}
    ways |= {way[:-1] for way in ways if way[-1:] in "千百十" and way[-3:-2] in "亿万千百"}
    ways |= {way.replace("万零", "万") for way in ways if "百" in way[-6:]}
    return ways | {"".join("零一二三四五六七八九"[int(c)] for c in str(yuan))}


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="零一二三五九两十百千万", min_size=1, max_size=9))
def test_whatever_numeral_is_accepted_says_this_amount(text: str) -> None:
    """Nothing is guessed: what is read is one of the ways to say it."""
    try:
        money = Money.read(text)
    except (NotAnAmount, AmountOutOfRange):
        return

    assert money.fen % 100 == 0
    ways = _ways_to_say(money.fen // 100)
    said = ways | {way.replace("一十", "十") for way in ways}
    assert _ten(text.replace("两", "二")) in {_ten(way) for way in said}


def _ten(numeral: str) -> str:
    """At the beginning 一十 and 十 are the same."""
    return numeral.removeprefix("一") if numeral.startswith("一十") else numeral


@given(fen, st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=60))
def test_the_parts_of_a_sum_are_the_whole_and_fair_to_a_fen(
    amount: int, weights: list[int]
) -> None:
    total = sum(weights)
    if total == 0:
        with pytest.raises(ValueError, match="weights"):
            Money(amount).spread(weights)
        return

    parts = Money(amount).spread(weights)

    assert Money.total(parts) == Money(amount)
    for part, weight in zip(parts, weights, strict=True):
        assert 0 <= part.fen - amount * weight // total <= 1


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        money = Money.read(text)
    except (NotAnAmount, AmountOutOfRange):
        return
    assert 0 <= money.fen <= LARGEST_FEN


def test_money_is_never_a_fraction() -> None:
    with pytest.raises(TypeError):
        Money(1.5)  # type: ignore[arg-type]
