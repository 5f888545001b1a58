"""What a day is: announced, or worked out for a year that is not announced yet.

A provisional year has weekends, the statutory holidays, and a working day off for each holiday
that falls on a weekend; it never guesses make-up working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from casework.ground.statute.rules.festivals import FESTIVALS
from casework.ground.statute.terms.calendar import Calendar, Day, Year
from casework.ground.statute.terms.refusals import OutsideCalendar
from casework.ground.statute.terms.words import DayKind, Holiday

ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_NOTICE = "全国年节及纪念日放假办法"

_WORKDAY = Day(DayKind.WORKDAY)
_WEEKEND = Day(DayKind.WEEKEND)


def day(on: date, calendar: Calendar) -> Day:
    """What this day is. Raises OutsideCalendar."""
    return _table(on.year, calendar)[on]


def is_workday(on: date, calendar: Calendar) -> bool:
    return day(on, calendar).kind.works


def next_workday(on: date, calendar: Calendar) -> date:
    """This day when it is a working day, else the first one after it."""
    while not is_workday(on, calendar):
        on += ONE_DAY
    return on


def _table(year: int, calendar: Calendar) -> dict[date, Day]:
    """Every day of a year. Built once for each calendar: counting must be quick."""
    known = calendar._kinds.get(year)
    if known is None:
        known = calendar._kinds[year] = _whole_year(year, calendar)
    return known


def _whole_year(year: int, calendar: Calendar) -> dict[date, Day]:
    unusual: dict[date, Day] = {}
    own = calendar.years.get(year) or provisional_year(year)
    following = calendar.years.get(year + 1)
    # a notice may also arrange the last days of the year before its own
    for notice in (following, own) if following else (own,):
        unusual |= {on: day for on, day in notice.days.items() if on.year == year}
    return {on: unusual.get(on) or _plain(on) for on in _days_of(year)}


def _plain(on: date) -> Day:
    return _WEEKEND if on.weekday() >= _SATURDAY else _WORKDAY


def _days_of(year: int) -> Iterator[date]:
    on = date(year, 1, 1)
    while on.year == year:
        yield on
        if on == date.max:
            return
        on += ONE_DAY


@lru_cache(maxsize=128)
def provisional_year(year: int) -> Year:
    """A year as the law on public holidays alone would make it. Raises OutsideCalendar."""
    if year not in FESTIVALS:
        raise OutsideCalendar
    days: dict[date, Day] = {}
    for on, holiday in statutory_holidays(year):
        days.setdefault(on, Day(DayKind.HOLIDAY, holiday, _NOTICE))
    for on, holiday in statutory_holidays(year):
        if on.weekday() >= _SATURDAY:
            days[_substitute(on, days)] = Day(DayKind.HOLIDAY, holiday, _NOTICE)
    return Year(number=year, official=False, days=days, notice=_NOTICE)


def _substitute(on: date, days: dict[date, Day]) -> date:
    """The first working day after a holiday that falls on a weekend."""
    while on.weekday() >= _SATURDAY or on in days:
        on += ONE_DAY
    return on


def statutory_holidays(year: int) -> list[tuple[date, Holiday]]:
    """The days off for everybody: ten until 2007, eleven until 2024, thirteen since."""
    spring, qingming, dragon, autumn = (
        date(year, number // 100, number % 100) for number in FESTIVALS[year]
    )
    days = [(date(year, 1, 1), Holiday.NEW_YEAR)]
    days += [(spring + timedelta(days=i), Holiday.SPRING) for i in _spring_days(year)]
    days += [(date(year, 5, i), Holiday.LABOUR) for i in _labour_days(year)]
    if year >= 2008:
        days += [(qingming, Holiday.QINGMING), (dragon, Holiday.DRAGON_BOAT)]
        days += [(autumn, Holiday.MID_AUTUMN)]
    days += [(date(year, 10, i), Holiday.NATIONAL) for i in (1, 2, 3)]
    return sorted(days, key=lambda pair: pair[0])


def next_spring_festival(on: date) -> date | None:
    """The first day of the lunar year that comes next, this day among them; None beyond the
    table."""
    for year in (on.year, on.year + 1):
        number = FESTIVALS[year][0] if year in FESTIVALS else None
        if number is not None and date(year, number // 100, number % 100) >= on:
            return date(year, number // 100, number % 100)
    return None


def _spring_days(year: int) -> range:
    """Days of the Spring Festival, counted from the first of the first month."""
    if year >= 2025:
        return range(-1, 3)
    return range(-1, 2) if 2008 <= year <= 2013 else range(3)


def _labour_days(year: int) -> range:
    if year >= 2025:
        return range(1, 3)
    return range(1, 2) if year >= 2008 else range(1, 4)
