"""What of a worker's claims counts, for which months, and which two may be the same money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from casework.ground.cases.terms import Sameness
from casework.kernel.money import Money
from casework.kernel.terms import Refused

_YEAR = 12


class Dated(Protocol):
    """For which months something is said."""

    @property
    def from_month(self) -> date | None: ...
    @property
    def to_month(self) -> date | None: ...


class Stated(Dated, Protocol):
    """A row of what a worker says: of two that replace each other the later one stands."""

    @property
    def position(self) -> int: ...
    @property
    def amount(self) -> Money | None: ...
    @property
    def replaces(self) -> int | None: ...
    @property
    def withdrawn(self) -> bool: ...


C = TypeVar("C", bound=Stated)


class Compared(Protocol):
    """What an officer has said about two claims, named by their positions in the line."""

    @property
    def earlier(self) -> int: ...
    @property
    def later(self) -> int: ...
    @property
    def sameness(self) -> Sameness: ...


@dataclass(frozen=True, order=True)
class Span:
    """Months without a gap, both counted. Without ``last`` nobody said when they end."""

    first: date
    last: date | None = None

    @property
    def months(self) -> int | None:
        """How many they are; None where the end is not known."""
        if self.last is None:
            return None
        return _month_number(self.last) - _month_number(self.first) + 1

    @property
    def zh(self) -> str:
        """``2026年6月至2026年8月``, as papers write it; ``2026年6月起`` without an end."""
        ends = [f"{end.year}年{end.month}月" for end in (self.first, self.last) if end]
        return "至".join(dict.fromkeys(ends)) if self.last else f"{ends[0]}起"


class SameReasonNeeded(Refused):
    """Whether two claims are the same money is decided with a reason."""

    zh = "请写凭什么这样定，会留在时间线上。"
    en = "Say what this rests on; it stays in the timeline."
    field = "reason"


class ComparedAlready(Refused):
    """Somebody was faster, or one of the two was corrected or withdrawn meanwhile."""

    zh = "这两笔刚刚有人核对过，或者改过、撤过了，请再看一遍。"
    en = "These two have just been compared, corrected or withdrawn; please look again."


def check_reason(reason: str) -> None:
    """Raises SameReasonNeeded."""
    if not reason.strip():
        raise SameReasonNeeded


def standing(claims: Iterable[C]) -> list[C]:
    """Those that no later row replaces, and that were not withdrawn."""
    rows = list(claims)
    replaced = {row.replaces for row in rows}
    return [row for row in rows if row.position not in replaced and not row.withdrawn]


def counted(claims: Iterable[C], compared: Iterable[Compared] = ()) -> list[C]:
    """Those that make up the sum: of two that an officer found to be the same money, one."""
    rows = standing(claims)
    there = {row.position for row in rows}
    left_out = set()
    for pair in compared:
        if not {pair.earlier, pair.later} <= there:
            continue
        if pair.sameness is Sameness.EARLIER:
            left_out.add(pair.later)
        elif pair.sameness is Sameness.LATER:
            left_out.add(pair.earlier)
    return [row for row in rows if row.position not in left_out]


def doubtful(claims: Iterable[C], compared: Iterable[Compared] = ()) -> list[tuple[C, C]]:
    """Pairs that may be the same money and that nobody has compared yet. All of them count until
    an officer says otherwise: nothing is left out in silence."""
    pairs = list(compared)
    known = {(pair.earlier, pair.later) for pair in pairs}
    rows = sorted(counted(claims, pairs), key=lambda row: row.position)
    return [
        (one, other)
        for one, other in combinations(rows, 2)
        if (one.position, other.position) not in known and may_be_same(one, other)
    ]


def may_be_same(one: Dated, other: Dated) -> bool:
    """Months that overlap, or that nobody remembers, do not tell two claims apart."""
    if one.from_month is None or other.from_month is None:
        return True
    ends = (one.to_month or date.max, other.to_month or date.max)
    return one.from_month <= ends[1] and other.from_month <= ends[0]


def total(rows: Iterable[Stated]) -> Money:
    """The sum of what is known."""
    return Money.total(row.amount for row in rows if row.amount is not None)


def spans(rows: Iterable[Stated]) -> tuple[Span, ...]:
    """The months of all of them, those that touch made one, in their order."""
    known = [Span(row.from_month, row.to_month) for row in rows if row.from_month is not None]
    return joined(known)


def joined(known: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that overlap or follow each other made one, in their order. One of which nobody said
    when it ends leaves the end open of all that it is joined with."""
    found: list[list[Span]] = []
    reach = date.min
    for span in sorted(known, key=lambda one: (one.first, one.last or one.first)):
        end = span.last or span.first
        if found and _month_number(span.first) <= _month_number(reach) + 1:
            found[-1].append(span)
            reach = max(reach, end)
        else:
            found.append([span])
            reach = end
    return tuple(_one(spans) for spans in found)


def _one(spans: Sequence[Span]) -> Span:
    ends = [span.last for span in spans if span.last is not None]
    return Span(spans[0].first, max(ends) if len(ends) == len(spans) else None)


def _month_number(month: date) -> int:
    return month.year * _YEAR + month.month


def written(found: Sequence[Span]) -> str:
    """``2026-06 – 2026-08, 2026-10``, as the timeline shows months; ``2026-06 –`` has no end."""
    return ", ".join(_written(span) for span in found)


def _written(span: Span) -> str:
    if span.last is None:
        return f"{span.first:%Y-%m} –"
    return " – ".join(dict.fromkeys(f"{end:%Y-%m}" for end in (span.first, span.last)))


def months(found: Sequence[Span]) -> int | None:
    """How many months they are together; None where one end is not known, or none at all."""
    numbers = [span.months for span in found]
    known = [number for number in numbers if number is not None]
    return sum(known) if numbers and len(known) == len(numbers) else None
