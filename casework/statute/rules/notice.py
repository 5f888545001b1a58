"""Judging the yearly notice of days off before it is loaded: whole, or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework.kernel.terms import Refused
from casework.statute.rules.calendar import statutory_holidays
from casework.statute.rules.festivals import FESTIVALS
from casework.statute.rules.seed import notice_name
from casework.statute.terms import Day, DayKind, Holiday

_SATURDAY = 5
#: How far a notice may reach back into the year before its own.
_REACH = timedelta(days=7)


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
    """Reads ``{"year": 2027, "off_days": […], "makeup_workdays": […]}``. Raises NoticeRefused."""
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
