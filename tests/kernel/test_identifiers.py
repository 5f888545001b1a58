"""ID numbers, phones, credit codes and cards: normalised, or refused in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.kernel import identifiers
from casework.kernel.identifiers import NotValid

BODY = "99000019740612413"
WHOLE = BODY + identifiers.check_character(BODY)


@pytest.mark.parametrize(
    "typed",
    [WHOLE, f" {WHOLE[:6]} {WHOLE[6:]} ", "".join(chr(ord(c) + 0xFEE0) for c in WHOLE)],
)
def test_spaces_and_full_width_digits_are_put_right(typed: str) -> None:
    assert identifiers.id_number(typed) == WHOLE


def test_a_small_x_is_a_check_character_too() -> None:
    body = next(
        f"9900001974061{n:04d}"
        for n in range(10_000)
        if identifiers.check_character(f"9900001974061{n:04d}") == "X"
        and identifiers.birth_date(f"9900001974061{n:04d}X")
    )

    assert identifiers.id_number(body + "x") == body + "X"


def test_an_old_number_of_fifteen_digits_is_made_one_of_eighteen() -> None:
    assert identifiers.id_number("990000740612413") == WHOLE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (WHOLE[:17], "身份证号应是18位，您填了17位"),
        (BODY + ("0" if WHOLE[-1] != "0" else "1"), "有一位不对"),
        ("99000019741312413" + "0", "出生日期"),
        ("9900001974061241AB", "只有数字"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(typed: str, words: str) -> None:
    with pytest.raises(NotValid) as refusal:
        identifiers.id_number(typed)

    assert words in refusal.value.zh


@given(st.integers(min_value=0, max_value=16), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(place: int, digit: str) -> None:
    if WHOLE[place] == digit:
        return
    wrong = WHOLE[:place] + digit + WHOLE[place + 1 :]

    with pytest.raises(NotValid):
        identifiers.id_number(wrong)


@pytest.mark.parametrize("typed", ["139 0000 0001", "+8613900000001", "１３９０００００００１"])
def test_a_mobile_number_is_normalised(typed: str) -> None:
    assert identifiers.phone(typed) == "13900000001"


@pytest.mark.parametrize("typed", ["1390000001", "23900000001", "12900000001", "电话"])
def test_a_wrong_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(NotValid):
        identifiers.phone(typed)


@pytest.mark.parametrize(
    "check",
    [identifiers.id_number, identifiers.phone, identifiers.credit_code, identifiers.bank_card],
)
@given(text=st.text(max_size=40))
def test_no_text_breaks_a_check(check: Callable[[str], str], text: str) -> None:
    try:
        checked = check(text)
    except NotValid:
        return
    assert checked.isascii()


def test_masks_leave_head_and_tail_alone() -> None:
    assert identifiers.masked(WHOLE, head=3, tail=4) == f"990{'*' * 11}{WHOLE[-4:]}"
    assert identifiers.masked("张", head=3, tail=4) == "张"
    assert identifiers.masked(None, head=1, tail=0) == ""


@pytest.mark.parametrize(
    "typed", ["zhang.li@office.example", " zhang@a-b.example ", "ｚ@ａ.ｅxample"]
)
def test_an_address_of_the_ordinary_kind_is_taken(typed: str) -> None:
    assert "@" in identifiers.email(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "zhang", "zhang@", "@office.example", "zhang@office", "a b@office.example",
     "a@b..example", "a@-b.example", "a@b.example\nBcc: c@d.example", "张@office.example",
     "a@b.example,c@d.example", "x" * 120 + "@b.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(typed: str) -> None:
    with pytest.raises(NotValid):
        identifiers.email(typed)
