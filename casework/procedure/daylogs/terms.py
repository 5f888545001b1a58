"""Words of a day log: what is noted, how long a day was, and a month in one sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.kernel.hundredths import HUNDREDTHS, number
from casework.kernel.terms import LabelEnum


class Noted(LabelEnum):
    """What a note tells."""

    DAY = "day", "记工", "day of work"
    PROMISE = "promise", "承诺", "promise"


class Worked(LabelEnum):
    """How much of a day was worked, overtime apart."""

    WHOLE = "whole", "一整天", "a whole day"
    HALF = "half", "半天", "half a day"
    NONE = "none", "没干活", "no work"

    @property
    def halves(self) -> int:
        return {Worked.WHOLE: 2, Worked.HALF: 1, Worked.NONE: 0}[self]


@dataclass(frozen=True)
class DayOfWork:
    """One day as the worker says it. ``overtime`` is in hundredths of an hour: 250 is 2.5."""

    day: date
    worked: Worked
    overtime: int = 0
    site: str = ""
    foreman: str = ""

    @property
    def hours(self) -> str:
        """The overtime, as people write it."""
        return number(self.overtime)


@dataclass(frozen=True)
class Promise:
    """What somebody promised him, and on which day."""

    day: date
    who: str
    words: str


@dataclass(frozen=True)
class Note:
    """A note as its owner reads it. ``made_at`` is the server's time, not his.

    ``replaces`` is the number of the note that it stands for; ``replaced_at`` says since when
    another one stands for it.
    """

    id: int
    number: int
    said: DayOfWork | Promise
    made_at: datetime
    replaces: int | None = None
    replaced_at: datetime | None = None

    @property
    def standing(self) -> bool:
        return self.replaced_at is None


@dataclass(frozen=True)
class Sum:
    """What the standing days come to: halves of days, and hundredths of an hour of overtime."""

    halves: int
    overtime: int

    @property
    def days(self) -> str:
        return number(self.halves * HUNDREDTHS // 2)

    @property
    def hours(self) -> str:
        return number(self.overtime)


@dataclass(frozen=True)
class Month:
    """The notes of one month, the latest day first, and what its days come to."""

    first: date
    notes: Sequence[Note]
    sum: Sum


@dataclass(frozen=True)
class Brought:
    """What a log answers when its owner files a complaint: from when to when, how much, where."""

    from_month: date
    to_month: date
    halves: int
    site: str
    foreman: str
