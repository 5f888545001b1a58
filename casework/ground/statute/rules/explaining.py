"""The answer to "why this date?": a sentence, weeks as rows, the unusual days, and notes.

For officers and for workers; in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from casework.ground.statute.rules.citing import cite
from casework.ground.statute.rules.counting import due
from casework.ground.statute.terms.calendar import Calendar, DayCount, Sheet
from casework.ground.statute.terms.words import WEEKDAYS, DayKind, Nature, Unit
from casework.kernel import terms as kernel
from casework.kernel.days import local

#: A grid of more days than this explains nothing; the sentence and the notes do.
_LONGEST_GRID = 200
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEK = 7
_LONGEST_NAME = 4


@dataclass(frozen=True)
class Cell:
    """One day of the grid. ``kind``: start past coming makeup holiday weekend due."""

    on: date
    label: str
    kind: str
    count: int | None = None
    name: str = ""
    today: bool = False


@dataclass(frozen=True)
class Week:
    """A row of seven cells, Monday first; None outside the count."""

    label: str
    days: tuple[Cell | None, ...]


@dataclass(frozen=True)
class UnusualDays:
    """Days that an ordinary count would get wrong."""

    when: str
    counts: bool
    why: str


@dataclass(frozen=True)
class Explanation:
    """What the page of a legal date shows."""

    title: str
    due_on: date
    sentence: str
    weeks: tuple[Week, ...]
    unusual: tuple[UnusualDays, ...]
    notes: tuple[str, ...]
    provisional: bool
    unconfirmed: bool
    source: str = ""


def explain(sheet: Sheet, calendar: Calendar, today: date | None = None) -> Explanation:
    """``today`` rings the day in the grid and says how far the count has come."""
    return Explanation(
        title=sheet.rule.name,
        due_on=sheet.due_on,
        sentence=_sentence(sheet, today),
        weeks=tuple(_weeks(sheet, today)),
        unusual=tuple(_unusual(sheet)),
        notes=tuple(_notes(sheet, calendar)),
        provisional=sheet.provisional,
        unconfirmed=sheet.rule.unconfirmed,
        source=sheet.rule.confidence.label,
    )


def _says(zh: str, en: str) -> str:
    return en if kernel.language.get() == "en" else zh


def length_words(sheet: Sheet) -> str:
    """``60个工作日``"""
    gap = _says("", " ")
    return f"{sheet.length}{gap}{sheet.unit.label}"


# --- sentence ------------------------------------------------------------------------------------


def _sentence(sheet: Sheet, today: date | None) -> str:
    return "".join((_basis(sheet), _cited(sheet), _progress(sheet, today)))


def _basis(sheet: Sheet) -> str:
    event, length = sheet.rule.start_event, length_words(sheet)
    if not sheet.length:
        return _says(f"{event}的当天。", f"On the same day as: {event}.")
    if sheet.unit is Unit.HOUR:
        clock = f"{local(sheet.due):%H:%M}" if isinstance(sheet.due, datetime) else ""
        return _says(
            f"从{event}起{length}，中间不停，到{clock}。",
            f"{length} from: {event}, without a stop, until {clock}.",
        )
    zh, en = _COUNTED[sheet.rule.nature]
    return _says(zh.format(event=event, length=length), en.format(event=event, length=length))


_COUNTED = {
    Nature.LIMIT: (
        "从{event}第二天起，数满{length}。",
        "{length}, counted from the day after: {event}.",
    ),
    Nature.WAIT: (
        "从{event}第二天起，满{length}以后才可以办下一步。",
        "Not before {length} have passed after: {event}.",
    ),
    Nature.MINIMUM: ("从{event}第二天起，至少隔{length}。", "At least {length} after: {event}."),
    Nature.KEEP: ("从{event}起{length}。", "{length} from: {event}."),
    Nature.CYCLE: ("从{event}起，每{length}一次。", "Every {length} from: {event}."),
}


def _cited(sheet: Sheet) -> str:
    source = cite(sheet.article)
    return _says(f"依据{source}。", f" Under: {source}.")


def _progress(sheet: Sheet, today: date | None) -> str:
    if today is None or not sheet.days or sheet.unit not in (Unit.WORKDAY, Unit.DAY):
        return ""
    if not sheet.start_on <= today <= sheet.due_on:
        return ""
    done = max((d.number for d in sheet.days if d.number and d.date <= today), default=0)
    return _says(
        f"今天数到第{done}天，还剩{sheet.length - done}天。",
        f" Today is day {done}; {sheet.length - done} are left.",
    )


# --- grid ----------------------------------------------------------------------------------------


def _weeks(sheet: Sheet, today: date | None) -> Iterator[Week]:
    if not sheet.days or len(sheet.days) > _LONGEST_GRID:
        return
    cells = {day.date: _cell(day, sheet, today) for day in sheet.days}
    cells[sheet.start_on] = _start_cell(sheet, today)
    monday = sheet.start_on - timedelta(days=sheet.start_on.weekday())
    month = 0
    while monday <= sheet.due_on:
        days = tuple(cells.get(monday + timedelta(days=i)) for i in range(_WEEK))
        shown = monday if month else sheet.start_on
        yield Week(label=_month(shown) if shown.month != month else "", days=days)
        month = shown.month
        monday += timedelta(days=_WEEK)


def _month(on: date) -> str:
    return _says(f"{on.month}月", _MONTHS_EN[on.month - 1])


def _start_cell(sheet: Sheet, today: date | None) -> Cell:
    on = sheet.start_on
    return Cell(on, f"{on.month}-{on.day}", "start", name=_start_name(sheet), today=on == today)


def _start_name(sheet: Sheet) -> str:
    """The start event where it fits into the cell, such as 立案."""
    event = sheet.rule.start_zh
    return _says(event if len(event) <= _LONGEST_NAME else "起算", "start")


def _cell(day: DayCount, sheet: Sheet, today: date | None) -> Cell:
    on = day.date
    label = f"{on.month}-{on.day}" if on.day == 1 else str(on.day)
    return Cell(
        on,
        label,
        _cell_kind(day, sheet, today),
        count=day.number,
        name=_name(day),
        today=on == today,
    )


def _cell_kind(day: DayCount, sheet: Sheet, today: date | None) -> str:
    if day.date == sheet.due_on:
        return "due"
    if day.counted:
        if day.kind is DayKind.MAKEUP and sheet.unit is Unit.WORKDAY:
            return "makeup"
        return "past" if today is not None and day.date <= today else "coming"
    weekend = day.kind is DayKind.WEEKEND and not day.suspended
    return "weekend" if weekend else "holiday"


def _name(day: DayCount) -> str:
    if day.suspended or day.holiday is None or day.kind is not DayKind.HOLIDAY:
        return day.words if day.suspended else ""
    return day.holiday.short


# --- unusual days --------------------------------------------------------------------------------


def _unusual(sheet: Sheet) -> Iterator[UnusualDays]:
    asked = [day for day in sheet.days if sheet.unit is Unit.WORKDAY or not day.counted]
    unusual = [day for day in asked if day.unusual]
    for days in _runs(unusual):
        first = days[0]
        yield UnusualDays(when=_when(days), counts=first.counted, why=_why(days, sheet))
    weekends = sum(not day.unusual and not day.kind.works for day in asked)
    if weekends:
        yield UnusualDays(
            when=_says(f"其余周末{weekends}天", f"{weekends} other weekend days"),
            counts=False,
            why=_says("周六、周日，没有调休", "Saturdays and Sundays, not made up"),
        )


def _runs(days: Iterable[DayCount]) -> Iterator[list[DayCount]]:
    """Neighbouring days with the same reason."""
    numbered = enumerate(days)
    for _, run in groupby(
        numbered, key=lambda pair: (pair[1].date.toordinal() - pair[0], pair[1].why)
    ):
        yield [day for _, day in run]


def _when(days: list[DayCount]) -> str:
    first, last = days[0].date, days[-1].date
    if first == last:
        return f"{first:%m-%d} {WEEKDAYS[first.weekday()].label}"
    return _says(f"{first:%m-%d}至{last:%m-%d}", f"{first:%m-%d} to {last:%m-%d}")


def _why(days: list[DayCount], sheet: Sheet) -> str:
    first = days[0]
    if first.suspended:
        return _suspension_words(first, sheet)
    notice = _notice(first)
    if first.kind is DayKind.MAKEUP or sheet.unit is not Unit.WORKDAY:
        return f"{first.words}{notice}"
    off = "1 day off" if len(days) == 1 else f"{len(days)} days off"
    zh, en = f"{first.words}放假{len(days)}天", f"{first.words}, {off}"
    return _says(zh, en) + notice


def _notice(day: DayCount) -> str:
    if not day.notice:
        return ""
    year = "".join(filter(str.isdigit, day.notice))
    named = f"State Council notice for {year}" if year else "Rules on Public Holidays"
    return _says(f"（{day.notice}）", f" ({named})")


def _suspension_words(day: DayCount, sheet: Sheet) -> str:
    """The reason and the paper of the suspension that covers this day."""
    for item in sheet.suspensions:
        if item.from_on <= day.date and (item.to_on is None or day.date <= item.to_on):
            parts = [day.words, item.reason, item.paper]
            return _says("，", ", ").join(part for part in parts if part)
    return day.words


# --- notes ---------------------------------------------------------------------------------------


def _notes(sheet: Sheet, calendar: Calendar) -> Iterator[str]:
    if sheet.rolled_from is not None:
        yield _rolled(sheet, sheet.rolled_from)
    if sheet.unit is not Unit.HOUR:
        yield _stops(sheet)
    yield from _closings(sheet)
    if sheet.rule.extendable and not sheet.extended:
        yield _extension(sheet, calendar)
    if sheet.rule.note:
        yield _remark(sheet)
    if sheet.rule.valid_from is not None:
        yield _version(sheet, sheet.rule.valid_from)
    if sheet.provisional:
        yield _provisional(sheet, calendar)
    yield from _source(sheet)


def _source(sheet: Sheet) -> Iterator[str]:
    if sheet.rule.unconfirmed:
        yield _says("这一条待确认：还没有核对原文。", "To be confirmed: not checked in the text.")
    if sheet.rule.own:
        yield _says(
            "这个期限是本系统内部规则，不是法律规定的。",
            "This limit is our own rule; no law sets it.",
        )


def _rolled(sheet: Sheet, raw: date) -> str:
    why = next((day.words for day in sheet.days if day.date == raw), "")
    zh = f"最后一天{raw}是{why}，顺延到{sheet.due_on}。"
    return _says(zh, f"The last day, {raw}, is {why}: moved to {sheet.due_on}.")


def _stops(sheet: Sheet) -> str:
    stopped = sum(day.suspended and not day.closed for day in sheet.days)
    zh = f"中止{stopped}天" if stopped else "没有中止"
    en = f"Suspended for {stopped} days" if stopped else "No suspension"
    zh += "，已延期一次。" if sheet.extended else "，没有延期。"
    en += ", extended once." if sheet.extended else ", no extension."
    return _says(zh, en)


def _closings(sheet: Sheet) -> Iterator[str]:
    """How a limit runs on after its case was opened again: the days used before count."""
    unit = sheet.unit.label
    for item in sheet.suspensions:
        if not item.closed or item.to_on is None:
            continue
        used, left = used_by(sheet, item.from_on - timedelta(days=1))
        yield _says(
            f"{item.to_on}重开：到{item.from_on - timedelta(days=1)}已用{used}{unit}，"
            f"以后停了，到重开不算，还剩{left}{unit}。法律没有给新的期限。",
            f"Reopened on {item.to_on}: {used} {unit} were used by "
            f"{item.from_on - timedelta(days=1)}, the days until then do not count, {left} were "
            "left. The law gives no new limit.",
        )


def used_by(sheet: Sheet, on: date) -> tuple[int, int]:
    """How much of a limit was used up to a day, and how much was left, in its own unit."""
    used = max((day.number for day in sheet.days if day.number and day.date <= on), default=0)
    return used, sheet.length - used


def _remark(sheet: Sheet) -> str:
    note = sheet.rule.note
    if sheet.rule.extendable:
        return _says(f"延期的条件：{note}。", f"For an extension: {note}.")
    return _says(f"{note}。", f"{note[0].upper()}{note[1:]}.")


def _version(sheet: Sheet, first: date) -> str:
    """Under which version the limit counts, and why under this one."""
    if first <= sheet.start_on:
        return _says(
            f"按起算那天有效的规定算：{first}起的这一版。",
            f"Counted under the version in force on the first day, that of {first}.",
        )
    return _says(
        f"按{first}起的规定算：那一天还没到期，这次修改写明没到期的也按新的算。",
        f"Counted under the version of {first}: the limit was still open on that day, and the "
        "change says that it applies to open ones too.",
    )


def _extension(sheet: Sheet, calendar: Calendar) -> str:
    """How far an approved extension would reach at most."""
    if sheet.rule.extension_open:
        return _says(
            "延期要在到期前由部门负责人批准，只能一次；延多久由批准的人定。",
            "An extension needs the department head's approval before the day, once; how long is "
            "for the approval to say.",
        )
    longest = due(sheet.rule, sheet.start, calendar, extended=True)
    tag = _says("（暂定）", " (provisional)") if longest.provisional else ""
    more = f"{sheet.rule.extension_length}{_says('', ' ')}{sheet.unit.label}"
    return _says(
        f"延期要在到期前由另一人批准，只能一次，最多{more}，最晚到{longest.due_on}{tag}。",
        f"An extension needs another person's approval before the day, once, {more} at most: "
        f"until {longest.due_on}{tag}.",
    )


def _provisional(sheet: Sheet, calendar: Calendar) -> str:
    year = next(
        y for y in range(sheet.start_on.year, sheet.due_on.year + 1) if not calendar.official(y)
    )
    return _says(
        f"这一天是暂定的，因为{year}年放假安排还没公布。公布以后会重新算。",
        f"This day is provisional: the days off of {year} are not announced. "
        "It will be worked out again.",
    )
