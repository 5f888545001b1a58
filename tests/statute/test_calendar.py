"""What a day is: announced years, years not announced, and the notice that makes one official."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from casework.ground.statute.rules import calendar
from casework.ground.statute.rules.notice import NoticeRefused, check, read_notice
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.refusals import OutsideCalendar
from casework.ground.statute.terms.words import DayKind, Holiday
from tests.factories import statute
from tests.statute.tables import rows

_, CALENDAR = statute.seed()
ANNOUNCED_ON = date(2026, 11, 25)


def notice_of_2027(**changes: Any) -> str:
    """A plausible notice: the provisional days, and one weekend day worked."""
    days = calendar.provisional_year(2027).days
    body = {
        "year": 2027,
        "off_days": [on.isoformat() for on in sorted(days)],
        "makeup_workdays": ["2027-02-14"],
        **changes,
    }
    return json.dumps(body)


def read(text: str) -> Any:
    return check(read_notice(text, document="演示文号", announced_on=ANNOUNCED_ON))


@pytest.mark.parametrize("row", rows("is_workday.csv"), ids=lambda row: row["day"])
def test_make_up_days_are_worked_and_holidays_are_not(row: dict[str, str]) -> None:
    on = date.fromisoformat(row["day"])
    assert calendar.is_workday(on, CALENDAR) is (row["workday"] == "yes")


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_announced_years_hold_exactly_the_days_of_their_notices(year: int) -> None:
    expected = {
        row["day"]: row["kind"] for row in rows("announced.csv") if row["day"][:4] == str(year)
    }
    found = {
        on.isoformat(): day.kind.value
        for number in (year, year + 1)
        for on, day in (CALENDAR.years[number].days if number in CALENDAR.years else {}).items()
        if on.year == year
    }
    # the notice for 2024 begins in the last days of 2023, which belong to that year
    assert found == expected


def test_every_year_from_2004_to_2026_is_official() -> None:
    assert sorted(CALENDAR.years) == list(range(2004, 2027))


def test_the_last_days_of_2018_were_arranged_by_the_notice_for_2019() -> None:
    assert calendar.is_workday(date(2018, 12, 29), CALENDAR)
    assert not calendar.is_workday(date(2018, 12, 31), CALENDAR)


def test_a_year_not_announced_has_weekends_thirteen_holidays_and_their_substitutes() -> None:
    days = calendar.provisional_year(2027).days
    assert not calendar.provisional_year(2027).official
    assert {on.isoformat() for on in days} == {
        "2027-01-01",
        "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09", "2027-02-10",
        "2027-04-05",
        "2027-05-01", "2027-05-02", "2027-05-03", "2027-05-04",
        "2027-06-09",
        "2027-09-15",
        "2027-10-01", "2027-10-02", "2027-10-03", "2027-10-04", "2027-10-05",
    }  # fmt: skip
    assert {day.kind for day in days.values()} == {DayKind.HOLIDAY}


def test_two_holidays_on_one_day_take_no_substitute_twice() -> None:
    """In 2031 Mid-Autumn falls on 1 October."""
    october = [on for on in calendar.provisional_year(2031).days if on.month == 10]
    assert date(2031, 10, 1) in october
    assert len(october) == 3


@pytest.mark.parametrize(("year", "number"), [(2005, 10), (2012, 11), (2020, 11), (2026, 13)])
def test_the_number_of_statutory_holidays_follows_its_time(year: int, number: int) -> None:
    from casework.ground.statute.rules.calendar import statutory_holidays

    assert len(statutory_holidays(year)) == number


@pytest.mark.parametrize("year", range(2025, 2027))
def test_the_announced_years_contain_every_statutory_holiday(year: int) -> None:
    from casework.ground.statute.rules.calendar import statutory_holidays

    off = CALENDAR.years[year].days
    assert all(off[on].kind is DayKind.HOLIDAY for on, _ in statutory_holidays(year))


def test_a_calendar_as_of_an_earlier_day_knows_less() -> None:
    earlier = CALENDAR.as_of(date(2025, 11, 3))
    assert CALENDAR.as_of(date(2025, 11, 4)).official(2026)
    assert not earlier.official(2026)
    assert earlier.official(2025)


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2100, 1, 1)])
def test_a_day_without_any_calendar_is_refused(day: date) -> None:
    with pytest.raises(OutsideCalendar):
        calendar.is_workday(day, CALENDAR)


def test_a_notice_is_read_with_the_occasion_of_each_day() -> None:
    days = read(notice_of_2027())
    assert days[date(2027, 2, 14)].kind is DayKind.MAKEUP
    assert days[date(2027, 9, 15)].holiday is Holiday.MID_AUTUMN


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 2026},
        {"year": "2027"},
        {"year": True},
        {"year": 1},
        {"off_days": []},
        {"off_days": ["2027-02-30"]},
        {"off_days": "2027-02-06"},
        {"makeup_workdays": ["2027-02-17"]},
        {"makeup_workdays": ["2027-02-06"]},
        {"makeup_workdays": ["2028-02-06"]},
        {"makeup_workdays": [20270206]},
    ],
    ids=str,
)
def test_a_wrong_notice_is_refused_whole(changes: dict[str, Any]) -> None:
    with pytest.raises(NoticeRefused):
        read(notice_of_2027(**changes))


def as_lines(*more: str) -> str:
    days = sorted(calendar.provisional_year(2027).days)
    return "\n".join([*(f"放假 {on}" for on in days), *more])


def test_a_notice_may_be_typed_in_lines() -> None:
    text = as_lines("", "放假2027-01-02至2027-01-03", "上班 2027-02-14")
    days = read(text)
    assert days[date(2027, 1, 3)].holiday is Holiday.NEW_YEAR
    assert days[date(2027, 2, 14)].kind is DayKind.MAKEUP
    assert read_notice(text, document="", announced_on=ANNOUNCED_ON).year == 2027


@pytest.mark.parametrize(
    "line",
    ["休息 2027-01-02", "放假 2027-13-01", "放假 2027-01-03至2027-01-01", "上班",
     "放假 2027-01-01至2027-12-31", "放假 ２０２７-01-01"],
)  # fmt: skip
def test_a_line_that_cannot_be_read_refuses_the_whole(line: str) -> None:
    with pytest.raises(NoticeRefused) as caught:
        read(as_lines(line))
    assert caught.value.field == "text"


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "2027", "[" * 100_000], ids=range(6))
def test_what_is_no_notice_at_all_is_refused(text: str) -> None:
    with pytest.raises(NoticeRefused):
        read(text)


def test_last_years_notice_under_the_new_year_is_refused() -> None:
    days = CALENDAR.years[2026].days
    off = [on.isoformat() for on, day in days.items() if day.kind is DayKind.HOLIDAY]
    with pytest.raises(NoticeRefused):
        read(notice_of_2027(off_days=off, makeup_workdays=[]))


def test_an_empty_calendar_is_all_provisional() -> None:
    assert not Calendar(years={}).official(2026)
    assert not calendar.is_workday(date(2026, 10, 1), Calendar(years={}))
