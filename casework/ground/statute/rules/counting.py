"""The arithmetic of legal dates: the starting day is never counted.

Working days by the calendar; calendar days, months and years as the civil law counts them, with
a limit that ends on a rest day moving to the next working day; hours that simply run.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from casework.ground.statute.rules.calendar import ONE_DAY, day, is_workday
from casework.ground.statute.terms.calendar import Calendar, Day, DayCount, Sheet, Suspension
from casework.ground.statute.terms.entries import Rule
from casework.ground.statute.terms.refusals import NoExtension, NoStatutoryLength, OutsideCalendar
from casework.ground.statute.terms.words import WEEKDAYS, DayKind, Nature, Unit
from casework.kernel.days import SHANGHAI, local
from casework.kernel.terms import Refused

_MONTHS_IN_YEAR = 12


class HoursNeedAnInstant(Refused):
    """A limit in hours starts at an hour, not on a day."""

    zh = "这个期限按小时算，请写到几点几分。"
    en = "This limit runs in hours: give the hour and minute."
    field = "from"


class NoSuspensionOfHours(Refused):
    """A limit in hours does not stand still."""

    zh = "按小时算的期限不能中止。"
    en = "A limit in hours cannot be suspended."
    field = "suspensions"


class StillSuspended(Refused):
    """A clock that stands still without a cap has no last day yet."""

    zh = "这个期限还在中止，现在算不出到期日。"
    en = "This limit is still suspended; its last day cannot be worked out yet."
    field = "suspensions"


def due(
    rule: Rule,
    start: date | datetime,
    calendar: Calendar,
    *,
    extended: bool = False,
    suspensions: Sequence[Suspension] = (),
    cap: int | None = None,
) -> Sheet:
    """The last day of a limit, with its sheet; for a limit in hours the aware instant.

    ``cap`` is the greatest number of suspended days that are left out; days beyond it count.
    Raises NoStatutoryLength, NoExtension, StillSuspended, OutsideCalendar.
    """
    if cap is None and any(suspension.to_on is None for suspension in suspensions):
        raise StillSuspended
    length = _length(rule, extended)
    if rule.unit is Unit.HOUR:
        return _hours(rule, start, length, extended, suspensions)
    first = _on_shanghais_clock(start).date() if isinstance(start, datetime) else start
    still = _Still(suspensions, cap)
    days = _count(rule.unit, length, first, calendar, still)
    raw = days[-1].date if days else first
    rolled = _roll(raw, calendar) if rule.nature is Nature.LIMIT and length else []
    last = rolled[-1].date if rolled else raw
    return Sheet(
        rule=rule,
        start=first,
        due=last,
        length=length,
        unit=rule.unit,
        provisional=_depends_on_unannounced(rule, first, raw, last, calendar),
        rolled_from=raw if rolled else None,
        days=(*days, *rolled),
        extended=extended,
        suspensions=tuple(suspensions),
        rolled=tuple(rolled),
    )


def add_workdays(start: date, number: int, calendar: Calendar) -> date:
    """The day that is so many working days after ``start``."""
    on = start
    for _ in range(number):
        on += ONE_DAY
        while not is_workday(on, calendar):
            on += ONE_DAY
    return on


def count_workdays(start: date, end: date, calendar: Calendar) -> int:
    """Working days after ``start`` up to and with ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -count_workdays(end, start, calendar)
    return sum(is_workday(on, calendar) for on in _after(start, until=end))


def before(rule: Rule, end: date, calendar: Calendar) -> date:
    """The latest day that is still at least the rule's length before ``end``.

    For minimum notice: a hearing on ``end`` must be told on this day or earlier.
    """
    length = _length(rule, extended=False)
    if rule.unit is Unit.WORKDAY:
        return _subtract_workdays(end, length, calendar)
    if rule.unit is Unit.DAY:
        return end - timedelta(days=length)
    months = length * (_MONTHS_IN_YEAR if rule.unit is Unit.YEAR else 1)
    return add_months(end, -months)


def add_months(start: date, months: int) -> date:
    """The day with the same number; in a shorter month its last day."""
    index = start.year * _MONTHS_IN_YEAR + start.month - 1 + months
    year, month = divmod(index, _MONTHS_IN_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OutsideCalendar
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def merged(suspensions: Iterable[Suspension]) -> list[tuple[date, date | None]]:
    """The suspended stretches, first and last day, without overlaps and with neighbours joined."""
    stretches: list[tuple[date, date | None]] = []
    for item in sorted(suspensions, key=lambda s: s.from_on):
        first, last = item.from_on, item.to_on
        if last is not None and last < first:
            continue
        if not stretches:
            stretches.append((first, last))
            continue
        begun, ended = stretches[-1]
        if ended is None:
            break
        if first > ended + ONE_DAY:
            stretches.append((first, last))
        elif last is None or last > ended:
            stretches[-1] = (begun, last)
    return stretches


class _Still:
    """The days on which a clock stands still, up to a cap."""

    def __init__(self, suspensions: Sequence[Suspension], cap: int | None):
        self.stretches = merged(s for s in suspensions if not s.closed)
        self.closed = merged(s for s in suspensions if s.closed)
        self.left = cap

    def take(self, on: date, here: Day) -> DayCount | None:
        """The day, if it is left out. Days must be asked in order: each uses up the cap."""
        if _covers(self.closed, on):
            return _left_out(on, here, closed=True)
        if not _covers(self.stretches, on):
            return None
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                return None
        return _left_out(on, here, closed=False)


def _covers(stretches: Sequence[tuple[date, date | None]], on: date) -> bool:
    return any(first <= on and (last is None or on <= last) for first, last in stretches)


def _length(rule: Rule, extended: bool) -> int:
    if rule.length is None:
        raise NoStatutoryLength
    if not extended:
        return rule.length
    if rule.extension_length is None:
        raise NoExtension
    return rule.length + rule.extension_length


def _hours(
    rule: Rule,
    start: date | datetime,
    length: int,
    extended: bool,
    suspensions: Sequence[Suspension],
) -> Sheet:
    if not isinstance(start, datetime):
        raise HoursNeedAnInstant
    if suspensions:
        raise NoSuspensionOfHours
    begun = _on_shanghais_clock(start)
    return Sheet(
        rule=rule,
        start=begun,
        due=begun + timedelta(hours=length),
        length=length,
        unit=rule.unit,
        provisional=False,
        rolled_from=None,
        days=(),
        extended=extended,
    )


def _on_shanghais_clock(moment: datetime) -> datetime:
    """A moment without a zone is read off Shanghai's clock, never the machine's."""
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else local(moment)


def _count(
    unit: Unit, length: int, start: date, calendar: Calendar, still: _Still
) -> list[DayCount]:
    """Every day from the one after ``start`` to the last of the count."""
    if unit is Unit.WORKDAY:
        return list(_workdays(length, start, calendar, still))
    if unit is Unit.DAY:
        return list(_days(length, start, calendar, still))
    months = length * (_MONTHS_IN_YEAR if unit is Unit.YEAR else 1)
    return list(_days((add_months(start, months) - start).days, start, calendar, still))


def _workdays(length: int, start: date, calendar: Calendar, still: _Still) -> Iterator[DayCount]:
    number, on = 0, start
    while number < length:
        on = _following(on)
        here = day(on, calendar)
        if left_out := still.take(on, here):
            yield left_out
        elif here.kind.works:
            number += 1
            yield _explained(on, here, counted=True, number=number)
        else:
            yield _explained(on, here, counted=False)


def _days(length: int, start: date, calendar: Calendar, still: _Still) -> Iterator[DayCount]:
    number, on = 0, start
    while number < length:
        on = _following(on)
        here = day(on, calendar)
        if left_out := still.take(on, here):
            yield left_out
        else:
            number += 1
            yield _explained(on, here, counted=True, number=number)


def _roll(raw: date, calendar: Calendar) -> list[DayCount]:
    """The days from a last day that is a rest day to the next working day; none otherwise."""
    days: list[DayCount] = []
    on = raw
    while not is_workday(on, calendar):
        on = _following(on)
        here = day(on, calendar)
        if here.kind.works:
            days.append(
                DayCount(
                    on,
                    counted=False,
                    why="顺延到这一天",
                    kind=here.kind,
                    why_en="moved to this day",
                    notice=here.notice,
                )
            )
        else:
            days.append(_explained(on, here, counted=False))
    return days


def _explained(on: date, here: Day, *, counted: bool, number: int | None = None) -> DayCount:
    zh, en = _why(on, here)
    return DayCount(on, counted, zh, number, here.kind, en, here.notice, holiday=here.holiday)


def _left_out(on: date, here: Day, *, closed: bool) -> DayCount:
    zh, en = ("期限已停", "limit ended") if closed else ("中止", "suspended")
    return DayCount(
        on,
        counted=False,
        why=zh,
        kind=here.kind,
        why_en=en,
        notice=here.notice,
        suspended=True,
        closed=closed,
    )


def _why(on: date, here: Day) -> tuple[str, str]:
    if here.kind is DayKind.MAKEUP:
        return here.kind.zh, here.kind.en
    word = here.holiday if here.kind is DayKind.HOLIDAY and here.holiday else None
    found = word or WEEKDAYS[on.weekday()]
    return found.zh, found.en


def _depends_on_unannounced(
    rule: Rule, start: date, raw: date, last: date, calendar: Calendar
) -> bool:
    """Counting working days asks every day; any other limit asks only where it ends."""
    if rule.unit is Unit.WORKDAY:
        first = start + ONE_DAY if last > start else start
    elif rule.nature is Nature.LIMIT:
        first = raw
    else:
        return False
    return any(not calendar.official(year) for year in range(first.year, last.year + 1))


def _following(on: date) -> date:
    if on == date.max:
        raise OutsideCalendar
    return on + ONE_DAY


def _after(start: date, *, until: date) -> Iterator[date]:
    on = start
    while on < until:
        on += ONE_DAY
        yield on


def _subtract_workdays(end: date, number: int, calendar: Calendar) -> date:
    on = end
    for _ in range(number):
        on -= ONE_DAY
        while not is_workday(on, calendar):
            on -= ONE_DAY
    return on
