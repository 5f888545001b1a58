"""Judging the yearly notice of days off before it is loaded: whole, or refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework.ground.statute.rules.calendar import statutory_holidays
from casework.ground.statute.rules.festivals import FESTIVALS
from casework.ground.statute.rules.seed import notice_name
from casework.ground.statute.terms.calendar import Calendar, Day, Year
from casework.ground.statute.terms.words import DayKind, Holiday
from casework.kernel.terms import Refused

_SATURDAY = 5
#: How far a notice may reach back into the year before its own.
_REACH = timedelta(days=7)
#: No holiday has ever been longer; a longer stretch is a slip of the pen.
_LONGEST_STRETCH = timedelta(days=15)
_DAY = r"(\d{4}-\d{2}-\d{2})"
_LINE = re.compile(
    rf"(放假|上班)[ \t\u3000：:]*{_DAY}(?:[ \t]*(?:至|到|~|—)[ \t]*{_DAY})?", re.ASCII
)


class NoticeRefused(Refused):
    """The file is not a notice for that year; nothing of it is loaded."""

    zh = "这份放假安排不对，没有载入。"
    en = "This arrangement of days off is wrong; nothing was loaded."
    field = "text"


@dataclass(frozen=True)
class Notice:
    """What a notice says: days off and weekend days that are worked."""

    year: int
    off_days: frozenset[date]
    makeup_days: frozenset[date]
    document: str
    announced_on: date


def read_notice(text: str, *, document: str, announced_on: date) -> Notice:
    """Reads lines, ``放假 2027-01-01至2027-01-03`` and ``上班 2027-02-14``, or a JSON object with
    ``year``, ``off_days`` and ``makeup_workdays``. Raises NoticeRefused."""
    if not text.lstrip().startswith(("{", "[")):
        return _read_lines(text, document=document, announced_on=announced_on)
    try:
        body = json.loads(text)
        return Notice(
            year=_year(body["year"]),
            off_days=_days(body["off_days"]),
            makeup_days=_days(body["makeup_workdays"]),
            document=document,
            announced_on=announced_on,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoticeRefused(
            "看不懂这份文件：要有年份、放假日期和调休上班日期。",
            "This file cannot be read: it needs the year, the days off and the make-up days.",
        ) from error


def _read_lines(text: str, *, document: str, announced_on: date) -> Notice:
    """One line for each stretch of days; the year is that of the last day."""
    days: dict[str, set[date]] = {"放假": set(), "上班": set()}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _LINE.fullmatch(line)
        if found is None:
            raise _unreadable(line)
        days[found[1]] |= _stretch(found[2], found[3] or found[2])
    if not days["放假"]:
        raise _unreadable(text.strip()[:40])
    return Notice(
        year=max(days["放假"]).year,
        off_days=frozenset(days["放假"]),
        makeup_days=frozenset(days["上班"]),
        document=document,
        announced_on=announced_on,
    )


def _stretch(first: str, last: str) -> set[date]:
    try:
        begun, ended = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise _unreadable(f"{first} {last}") from error
    if not begun <= ended <= begun + _LONGEST_STRETCH:
        raise _unreadable(f"{first} {last}")
    return {begun + timedelta(days=i) for i in range((ended - begun).days + 1)}


def _unreadable(line: str) -> NoticeRefused:
    return NoticeRefused(f"这一行看不懂：{line}", f"This line cannot be read: {line}")


def check(notice: Notice) -> Mapping[date, Day]:
    """The unusual days of the year, each with its occasion. Raises NoticeRefused."""
    if notice.year not in FESTIVALS:
        raise NoticeRefused("年份不对。", "The year is wrong.")
    _in_its_year(notice)
    both = notice.off_days & notice.makeup_days
    if both:
        _refuse(min(both), "既放假又上班", "both a day off and a working day")
    for on in notice.makeup_days:
        if on.weekday() < _SATURDAY:
            _refuse(on, "不是周末，不能是调休上班", "not a weekend: it cannot be a make-up day")
    holidays = statutory_holidays(notice.year)
    for on, holiday in holidays:
        if on not in notice.off_days:
            _refuse(on, f"是{holiday.zh}，应当放假", f"{holiday.en}: it must be a day off")
    off = {on: _day(on, DayKind.HOLIDAY, notice.year, holidays) for on in notice.off_days}
    worked = {on: _day(on, DayKind.MAKEUP, notice.year, holidays) for on in notice.makeup_days}
    return dict(sorted((off | worked).items()))


def with_notice(calendar: Calendar, notice: Notice) -> Calendar:
    """The calendar as it would be with this notice. Raises NoticeRefused."""
    year = Year(
        number=notice.year,
        official=True,
        days=check(notice),
        notice=notice.document,
        announced_on=notice.announced_on,
    )
    return Calendar(years={**calendar.years, notice.year: year})


def _in_its_year(notice: Notice) -> None:
    first = date(notice.year, 1, 1) - _REACH
    for on in notice.off_days | notice.makeup_days:
        if not first <= on <= date(notice.year, 12, 31):
            _refuse(on, "不在这一年", "not in that year")


def _refuse(on: date, zh: str, en: str) -> None:
    raise NoticeRefused(f"{on.isoformat()}{zh}，没有载入。", f"{on.isoformat()}: {en}.")


def _day(on: date, kind: DayKind, year: int, holidays: list[tuple[date, Holiday]]) -> Day:
    """A day belongs to the nearest holiday."""
    nearest = min(holidays, key=lambda pair: abs((pair[0] - on).days))
    return Day(kind, nearest[1], notice_name(year))


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _days(values: Any) -> frozenset[date]:
    if not isinstance(values, list):
        raise TypeError(values)
    return frozenset(date.fromisoformat(value) for value in values)
