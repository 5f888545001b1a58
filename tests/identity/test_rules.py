"""Passwords, throttling and sessions, without database or clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casework.ground.identity.rules import accounts, passwords, signing_in
from casework.ground.identity.terms import CITY_ROLES, Role
from casework.ground.offices.terms import AreaKind

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
ABOUT = ("lanshan18", "张示例", "兰山区人社局", "兰山区")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "今天的河水流过我家门前的石桥",
        "𠮷田家的猫不爱吃鱼只爱睡觉",
        "mb7e-pk3x-92rt",
        "x" * 1 + "ylophones are rarely orange",
        "0Q!z" + "ü" * 2 + "vTn4pWcK",
    ],
)
def test_a_long_password_of_ones_own_is_kept_whole(password: str) -> None:
    assert passwords.check_password(password, about=ABOUT) == password


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "P@ssw0rd2026!", "qwertyuiop12", "1qaz2wsx3edc4rfv", "123456789012",
        "aaaaaaaaaaaaaa", "abcabcabcabcabc", "iloveyou1314520", "woaini5201314", "Admin123admin123",
        "letmeinletmein", "987654321098765", "Linyi@123456", "linyijiancha2026",
        "临沂劳动监察2026年年", "lanshan18lanshan18", "张示例张示例张示例张示例",
        "兰山区人社局123456", "welcome2026welcome",
        "zxcvbnmasdfghjkl", "666666888888666", "ｐａｓｓｗｏｒｄ１２３４",
    ],
)  # fmt: skip
def test_a_password_that_everybody_guesses_is_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordTooCommon):
        passwords.check_password(password, about=ABOUT)


@pytest.mark.parametrize("password", ["", "short", "只有十一个字的一句话呢"])
def test_a_short_password_is_refused(password: str) -> None:
    with pytest.raises(passwords.PasswordTooShort):
        passwords.check_password(password, about=ABOUT)


def test_the_longest_password_has_128_characters() -> None:
    longest = "".join(chr(0x4E00 + n) for n in range(128))

    assert passwords.check_password(longest, about=ABOUT) == longest
    with pytest.raises(passwords.PasswordTooLong):
        passwords.check_password(longest + "好", about=ABOUT)


def test_a_password_typed_on_another_keyboard_is_the_same() -> None:
    assert passwords.prepared("e\u0301toile") == passwords.prepared("\u00e9toile")


def _failures(count: int, *, last: timedelta) -> list[datetime]:
    return [NOW - last - timedelta(seconds=n) for n in range(count)]


@pytest.mark.parametrize(
    ("failures", "seconds_since", "looked_at"),
    [
        (0, 0, True), (2, 0, True), (3, 0, False), (3, 1, True), (4, 1, False), (4, 2, True),
        (9, 63, False), (9, 64, True), (10, 64, False), (10, 890, False),
    ],
)  # fmt: skip
def test_each_further_failure_doubles_the_wait_until_ten_lock(
    failures: int, seconds_since: int, looked_at: bool
) -> None:
    failed = _failures(failures, last=timedelta(seconds=seconds_since))
    assert signing_in.may_try(failed, signing_in.ACCOUNT, now=NOW) is looked_at


def test_a_lock_ends_after_fifteen_minutes() -> None:
    failed = _failures(10, last=timedelta(minutes=15))
    assert signing_in.may_try(failed, signing_in.ACCOUNT, now=NOW)


def test_an_office_behind_one_address_may_err_more_often() -> None:
    failed = _failures(19, last=timedelta(0))
    assert signing_in.may_try(failed, signing_in.ADDRESS, now=NOW)
    assert not signing_in.may_try(failed * 4, signing_in.ADDRESS, now=NOW)


@pytest.mark.parametrize(
    ("began", "seen", "ended", "is_open"),
    [
        (timedelta(minutes=14, seconds=59), timedelta(minutes=14, seconds=59), None, True),
        (timedelta(minutes=15), timedelta(minutes=15), None, False),
        (timedelta(hours=9, minutes=59), timedelta(0), None, True),
        (timedelta(hours=10), timedelta(0), None, False),
        (timedelta(minutes=1), timedelta(0), timedelta(0), False),
    ],
)
def test_a_sign_in_ends_when_idle_when_old_and_when_ended(
    began: timedelta, seen: timedelta, ended: timedelta | None, is_open: bool
) -> None:
    ended_at = None if ended is None else NOW - ended
    found = signing_in.is_open(began_at=NOW - began, seen_at=NOW - seen, ended_at=ended_at, now=NOW)
    assert found is is_open


@pytest.mark.parametrize(
    "typed", ["abcd2-efgh3", "ABCD2 EFGH3", "ＡＢＣＤ２ＥＦＧＨ３", " abcd2efgh3 "]
)
def test_a_one_time_key_is_known_however_it_is_typed(typed: str) -> None:
    assert signing_in.plain_key(typed) == "ABCD2EFGH3"


@pytest.mark.parametrize("login", ["ab", "-abc", "张三", "a b c", "a" * 41, "abc/def", "ab'--"])
def test_a_staff_number_is_letters_and_digits(login: str) -> None:
    with pytest.raises(accounts.NotALogin):
        accounts.check_login(login)


def test_a_staff_number_has_one_spelling() -> None:
    assert accounts.check_login(" ＬanShan.18 ") == "lanshan.18"


@pytest.mark.parametrize("role", sorted(CITY_ROLES))
def test_who_sees_the_whole_city_sits_in_the_city(role: Role) -> None:
    accounts.must_fit(role, AreaKind.CITY)
    with pytest.raises(accounts.NotThisRoleHere):
        accounts.must_fit(role, AreaKind.COUNTY)
