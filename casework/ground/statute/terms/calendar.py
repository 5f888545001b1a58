"""Days, announced years, counts of days, and the sheet that explains a legal date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.ground.statute.terms.entries import Rule
from casework.ground.statute.terms.words import DayKind, Holiday, Unit
from casework.kernel import terms as kernel
from casework.kernel.days import day_of


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the calendar sees it, and the notice that made it unusual."""

    kind: DayKind
    holiday: Holiday | None = None
    notice: str = ""


@dataclass(frozen=True)
class Year:
    """The unusual days that one notice sets; a few may lie at the end of the year before."""

    number: int
    official: bool
    days: Mapping[date, Day]
    notice: str = ""
    announced_on: date | None = None


@dataclass(frozen=True)
class Calendar:
    """The years that are announced. Other years are worked out and marked as provisional."""

    years: Mapping[int, Year]
    edition: int | None = None
    _kinds: dict[int, dict[date, Day]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def official(self, year: int) -> bool:
        return year in self.years

    def as_of(self, day: date) -> Calendar:
        """The calendar as it was known on that day."""
        known = {
            n: y for n, y in self.years.items() if y.announced_on is None or y.announced_on <= day
        }
        return Calendar(years={n: y for n, y in known.items() if y.announced_on or n <= day.year})


@dataclass(frozen=True)
class Suspension:
    """Days on which a clock stands still, both included, and the paper that allows it.

    ``to_on`` None means: still standing. ``closed``: the case was closed on these days, and
    nobody was to work on it; they use up no cap.
    """

    from_on: date
    to_on: date | None
    reason: str = ""
    paper: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day of a count: whether it counts, as which number, and why."""

    date: date
    counted: bool
    why: str
    number: int | None = None
    kind: DayKind = DayKind.WORKDAY
    why_en: str = ""
    notice: str = ""
    suspended: bool = False
    closed: bool = False
    holiday: Holiday | None = None

    @property
    def words(self) -> str:
        """Why, in the reader's language."""
        return self.why_en if kernel.language.get() == "en" else self.why

    @property
    def unusual(self) -> bool:
        """Worth a row of its own: make-up days, holidays, suspended days."""
        return self.suspended or self.kind in (DayKind.MAKEUP, DayKind.HOLIDAY)


def _day_of(moment: date | datetime) -> date:
    return day_of(moment) if isinstance(moment, datetime) else moment


@dataclass(frozen=True)
class Sheet:
    """A legal date with everything that made it."""

    rule: Rule
    start: date | datetime
    due: date | datetime
    length: int
    unit: Unit
    provisional: bool
    rolled_from: date | None
    days: tuple[DayCount, ...]
    extended: bool = False
    suspensions: tuple[Suspension, ...] = ()
    rolled: tuple[DayCount, ...] = ()

    @property
    def article(self) -> str:
        return self.rule.article

    @property
    def start_on(self) -> date:
        return _day_of(self.start)

    @property
    def due_on(self) -> date:
        return _day_of(self.due)
