"""Dated entries of the law and the whole of them: ``Rule``, ``Figure``, ``Statute``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from casework.ground.statute.terms.refusals import FigureNotConfirmed, UnknownFigure, UnknownRule
from casework.ground.statute.terms.words import (
    Applies,
    Confidence,
    EntryKind,
    Measure,
    Nature,
    Unit,
)
from casework.kernel import terms as kernel
from casework.kernel.amounts import FEN_PER_YUAN
from casework.kernel.money import Money

E = TypeVar("E", "Rule", "Figure")


def _in_force(entry: Rule | Figure, on: date) -> bool:
    starts, ends = entry.valid_from, entry.valid_to
    return (starts is None or starts <= on) and (ends is None or on <= ends)


def _first_day(entry: Rule | Figure) -> date:
    return entry.valid_from or date.min


def _latest_first(entries: Iterable[E]) -> list[E]:
    return sorted(entries, key=_first_day, reverse=True)


@dataclass(frozen=True)
class Rule:
    """One version of one limit. ``valid_from`` and ``valid_to`` are its first and last days;
    ``applies`` says whether it also governs what began before and is still open.

    ``extension_open``: it may be extended, and the law does not say by how much. ``pause_article``
    is what lets it stand still; empty: nothing does.
    """

    id: str
    name_zh: str
    name_en: str
    length: int | None
    unit: Unit
    nature: Nature
    article: str
    confidence: Confidence
    start_zh: str = ""
    start_en: str = ""
    stop_zh: str = ""
    stop_en: str = ""
    extension_length: int | None = None
    extension_open: bool = False
    pause_article: str = ""
    note_zh: str = ""
    note_en: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    applies: Applies = Applies.NEW

    @property
    def name(self) -> str:
        return self.name_en if kernel.language.get() == "en" else self.name_zh

    @property
    def start_event(self) -> str:
        return self.start_en if kernel.language.get() == "en" else self.start_zh

    @property
    def stop_event(self) -> str:
        return self.stop_en if kernel.language.get() == "en" else self.stop_zh

    @property
    def note(self) -> str:
        return self.note_en if kernel.language.get() == "en" else self.note_zh

    @property
    def extendable(self) -> bool:
        return self.extension_open or self.extension_length is not None

    @property
    def pausable(self) -> bool:
        return bool(self.pause_article)

    @property
    def length_words(self) -> str:
        """``60个工作日``; empty where the law sets no length."""
        return "" if self.length is None else self._counted(self.length)

    @property
    def extension_words(self) -> str:
        """``30个工作日``; empty where there is no extension of a set length."""
        return "" if self.extension_length is None else self._counted(self.extension_length)

    def _counted(self, number: int) -> str:
        gap = " " if kernel.language.get() == "en" else ""
        return f"{number}{gap}{self.unit.label}"

    @property
    def unconfirmed(self) -> bool:
        return self.confidence is Confidence.UNCONFIRMED

    @property
    def own(self) -> bool:
        """A rule of this system, not of the law."""
        return self.confidence is Confidence.OWN

    def with_extension(self, length: int) -> Rule:
        """The same limit with the extension that was approved, where the law sets none."""
        return replace(self, extension_length=length)

    def with_term(self, length: int, unit: Unit) -> Rule:
        """The same limit with the length that a paper sets, such as an order to pay."""
        return replace(self, length=length, unit=unit)


@dataclass(frozen=True)
class Figure:
    """One version of one amount, ratio or number. ``value`` None means: not known."""

    id: str
    name_zh: str
    name_en: str
    value: Decimal | None
    unit: Measure
    article: str
    confidence: Confidence
    area: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    applies: Applies = Applies.NEW

    @property
    def name(self) -> str:
        return self.name_en if kernel.language.get() == "en" else self.name_zh

    @property
    def unconfirmed(self) -> bool:
        """Shown as 待确认 wherever it is used."""
        return self.value is None or self.confidence is Confidence.UNCONFIRMED

    @property
    def known(self) -> Decimal:
        """Raises FigureNotConfirmed when there is no value."""
        if self.value is None:
            raise FigureNotConfirmed
        return self.value

    @property
    def money(self) -> Money:
        return Money(int(self.known * FEN_PER_YUAN))

    @property
    def whole(self) -> int:
        return int(self.known)

    @property
    def ratio(self) -> Fraction:
        """A percentage or a share (3 for one third) as an exact fraction."""
        value = Fraction(self.known)
        if self.unit is Measure.PERCENT:
            return value / 100
        return 1 / value if self.unit is Measure.SHARE else value

    @property
    def shown(self) -> str:
        """The value with its unit, in the reader's language; a dash when not known."""
        if self.value is None:
            return "—"
        if self.unit is Measure.YUAN:
            yuan = self.money.short
            return f"{yuan} yuan" if kernel.language.get() == "en" else f"{yuan}元"
        if self.unit is Measure.SHARE:
            return f"1/{self.value}"
        gap = " " if kernel.language.get() == "en" and self.unit is not Measure.PERCENT else ""
        return f"{self.value}{gap}{self.unit.label}"


@dataclass(frozen=True)
class Amendment:
    """Another value of one entry from a day on. An empty ``article`` stays that of the entry."""

    kind: EntryKind
    code: str
    area: str
    value: str
    article: str
    confidence: Confidence
    effective_on: date
    applies: Applies = Applies.NEW


@dataclass(frozen=True)
class Statute:
    """All rules and figures with all their versions, as they stand at one edition."""

    rules: tuple[Rule, ...]
    figures: tuple[Figure, ...]
    edition: int | None = None

    @cached_property
    def _rules(self) -> Mapping[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in _latest_first(self.rules):
            found.setdefault(rule.id, []).append(rule)
        return found

    @cached_property
    def _figures(self) -> Mapping[tuple[str, str], list[Figure]]:
        found: dict[tuple[str, str], list[Figure]] = {}
        for figure in _latest_first(self.figures):
            found.setdefault((figure.id, figure.area), []).append(figure)
        return found

    def rule(self, rule_id: str, *, on: date) -> Rule:
        """The version in force on that day. Raises UnknownRule."""
        found = self.find_rule(rule_id, on=on)
        if found is None:
            raise UnknownRule
        return found

    def find_rule(self, rule_id: str, *, on: date) -> Rule | None:
        return next((r for r in self._rules.get(rule_id, ()) if _in_force(r, on)), None)

    def figure(self, figure_id: str, *, on: date, area: str | None = None) -> Figure:
        """The version in force for the narrowest area that has one: town, county, city,
        province, then the whole country. Raises UnknownFigure."""
        found = self.find_figure(figure_id, on=on, area=area)
        if found is None:
            raise UnknownFigure
        return found

    def find_figure(self, figure_id: str, *, on: date, area: str | None = None) -> Figure | None:
        for place in _widening(area or ""):
            versions = self._figures.get((figure_id, place), ())
            found = next((f for f in versions if _in_force(f, on)), None)
            if found is not None:
                return found
        return None

    def turns(self, rule_id: str, *figure_ids: str, after: date) -> list[Rule | Figure]:
        """Later versions that also govern what is open on their first day, the earliest first.

        Figures of the whole country only: no limit counts by those of an area.
        """
        versions: list[Rule | Figure] = [*self._rules.get(rule_id, ())]
        for figure_id in figure_ids:
            versions += self._figures.get((figure_id, ""), ())
        later = [v for v in versions if v.applies is Applies.OPEN and _first_day(v) > after]
        return sorted(later, key=_first_day)

    def figure_reaching(self, figure_id: str, *, began_on: date, open_on: date) -> Figure:
        """The version for what began on one day and is open up to another. Raises UnknownFigure."""
        versions = self._figures.get((figure_id, ""), ())
        later = [v for v in versions if v.applies is Applies.OPEN and _first_day(v) > began_on]
        reached = [v for v in later if _first_day(v) <= open_on]
        return reached[0] if reached else self.figure(figure_id, on=began_on)

    def rules_in_force(self, on: date) -> list[Rule]:
        return [rule for rule in self.rules if _in_force(rule, on)]

    def figures_in_force(self, on: date) -> list[Figure]:
        return [figure for figure in self.figures if _in_force(figure, on)]


def _widening(area: str) -> list[str]:
    """``371302`` → itself, its city, its province, the country."""
    widths = [width for width in (len(area), 6, 4, 2) if width <= len(area) and width]
    return [*dict.fromkeys(area[:width] for width in widths), ""]
