"""A year laid out for reading: months with their weeks, and which years can be shown."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from casework.ground.statute.rules.calendar import day
from casework.ground.statute.rules.festivals import FESTIVALS
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.words import DayKind
from casework.kernel import terms as kernel

_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
#: From this day on next year's notice is waited for (internal rule): it comes out in November.
_NOTICE_BY = (12, 1)
#: How many years ahead of this one can be chosen.
_AHEAD = 2


@dataclass(frozen=True)
class YearDay:
    """A day of the year's page."""

    on: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True)
class Month:
    """A month with its weeks, Monday first; None outside the month."""

    label: str
    weeks: tuple[tuple[YearDay | None, ...], ...]
    workdays: int


def has_calendar(year: int) -> bool:
    return year in FESTIVALS


def years_to_choose(calendar: Calendar, this_year: int) -> list[int]:
    """Announced years and the next ones, latest first."""
    ahead = (this_year + i for i in range(_AHEAD + 1) if has_calendar(this_year + i))
    return sorted({*calendar.years, *ahead}, reverse=True)


def notice_missing(calendar: Calendar, today: date) -> bool:
    """Whether a year's notice should have been loaded by this day and is not."""
    following = (today.month, today.day) >= _NOTICE_BY
    return not calendar.official(today.year + following)


def months_of(year: int, calendar: Calendar) -> list[Month]:
    return [_month(year, number, calendar) for number in range(1, 13)]


def _month(year: int, number: int, calendar: Calendar) -> Month:
    weeks = tuple(
        tuple(_year_day(on, calendar) if on.month == number else None for on in week)
        for week in Weeks().monthdatescalendar(year, number)
    )
    workdays = sum(d.kind.works for week in weeks for d in week if d)
    english = kernel.language.get() == "en"
    return Month(_MONTHS_EN[number - 1] if english else f"{number}月", weeks, workdays)


def _year_day(on: date, calendar: Calendar) -> YearDay:
    here = day(on, calendar)
    name = here.holiday.short if here.holiday and here.kind is DayKind.HOLIDAY else ""
    return YearDay(on, here.kind, name)
