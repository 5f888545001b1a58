"""Who may change an entry, when the change may begin, and what it would make of the statute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from casework.ground.statute.terms.entries import Amendment, Figure, Rule, Statute
from casework.ground.statute.terms.ids import FigureId
from casework.ground.statute.terms.words import Applies, EntryKind, Measure, ProposalState
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused

PROPOSAL = Lifecycle(
    ProposalState.PROPOSED,
    [
        Move("approve", (ProposalState.PROPOSED,), ProposalState.APPROVED),
        Move("reject", (ProposalState.PROPOSED,), ProposalState.REJECTED),
    ],
    ends=(ProposalState.APPROVED, ProposalState.REJECTED),
)
_LARGEST = Decimal(1_000_000_000)
#: The figures by which limits count that have begun; all others are read on the day of their use.
LIMIT_FIGURES = (
    FigureId.CLOCK_SUSPENSION_CAP,
    FigureId.CLOCK_WARNING_WORKDAYS,
    FigureId.CARD_YELLOW_SHARE,
    FigureId.CARD_YELLOW_WORKDAYS,
)
#: The last words of codes that bound each other, the least first.
_ORDERED = (("least", "most"), ("floor", "amount", "ceiling"))


class BeginsTooEarly(Refused):
    """The change would begin before the version that it replaces."""

    zh = "生效日期要晚于现在这一版开始的日期。"
    en = "The change must begin after the first day of the present version."
    field = "effective_on"


class ChangeWaits(Refused):
    """The same entry is to change on the same day already, and nobody has decided yet."""

    zh = "这一项从这一天起的修改，已经有人提出，正等另一人批准。"
    en = "A change of this entry from that day was proposed already and waits for approval."
    field = "effective_on"


class NotANumber(Refused):
    """The new value is not a number that this entry can hold."""

    zh = "请写一个数，不带单位。"
    en = "Enter a number without its unit."
    field = "value"


class NothingChanges(Refused):
    """The proposal is what stands already."""

    zh = "跟现在一样，没有改动。"
    en = "This is the same as now; nothing would change."
    field = "value"


class OpenOnesNotMeant(Refused):
    """The figure is read on the day of its use: there is nothing that could keep an old one."""

    zh = "这个数按用的那一天算，没有新旧之分。"
    en = "This figure is read on the day it is used; there are no open limits that keep an old one."
    field = "applies"


class OpenOnesTooEarly(Refused):
    """What is open now would be judged by days on which the change was not in force."""

    zh = "没到期的也按新的算，就不能从过去的一天起。请写今天或者以后的一天。"
    en = "A change that also reaches open limits begins today or later."
    field = "effective_on"


class CrossesAnother(Refused):
    """A lower bound would lie above its upper bound."""

    def __init__(self, other: Figure):
        super().__init__(
            f"跟“{other.name_zh}”（{other.shown}）前后倒了，请再看一遍。",
            f"This would cross “{other.name_en}” ({other.shown}).",
            field="value",
        )


def read_value(entry: Rule | Figure, text: str) -> str:
    """The new value as it is kept. Raises NotANumber."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise NotANumber from error
    whole = isinstance(entry, Rule) or entry.unit in (Measure.PEOPLE, Measure.COUNT)
    if not value.is_finite() or not 0 <= value <= _LARGEST:
        raise NotANumber
    if whole and value != value.to_integral_value():
        raise NotANumber
    if isinstance(entry, Figure) and entry.unit is Measure.SHARE and value == 0:
        raise NotANumber
    return f"{value.normalize():f}"


def kept_value(entry: Rule | Figure | None) -> str | None:
    """The present value in the form in which proposals keep it."""
    value = entry.length if isinstance(entry, Rule) else entry.value if entry else None
    return None if value is None else f"{Decimal(value).normalize():f}"


def check_beginning(entry: Rule | Figure | None, effective_on: date) -> None:
    """Raises BeginsTooEarly."""
    if entry is not None and entry.valid_from is not None and effective_on <= entry.valid_from:
        raise BeginsTooEarly


def governs_limits(kind: EntryKind, code: str) -> bool:
    """Whether limits that run are counted by this entry."""
    return kind is EntryKind.RULE or code in LIMIT_FIGURES


def check_open_ones(asked: Amendment, *, today: date) -> None:
    """Raises OpenOnesNotMeant, OpenOnesTooEarly."""
    if asked.applies is Applies.NEW:
        return
    if not governs_limits(asked.kind, asked.code):
        raise OpenOnesNotMeant
    if asked.effective_on < today:
        raise OpenOnesTooEarly


def check_difference(entry: Rule | Figure | None, asked: Amendment) -> None:
    """Raises NothingChanges."""
    if entry is None or kept_value(entry) != asked.value:
        return
    if entry.confidence is asked.confidence:
        raise NothingChanges


def check_bounds(entry: Rule | Figure, value: str, *, area: str, on: date, book: Statute) -> None:
    """A figure stays between those that bound it, such as least and most. Raises CrossesAnother."""
    stem, _dot, word = entry.id.rpartition(".")
    for words in _ORDERED:
        if isinstance(entry, Rule) or word not in words:
            continue
        for place, other_word in enumerate(words):
            other = book.find_figure(f"{stem}.{other_word}", on=on, area=area)
            if other is None or other.value is None or other_word == word:
                continue
            below = place < words.index(word)
            if Decimal(value) < other.value if below else Decimal(value) > other.value:
                raise CrossesAnother(other)


def successor(pattern: Rule | Figure, asked: Amendment, *, until: date | None) -> Rule | Figure:
    """The new version: the pattern with another value, from a day on."""
    dated: dict[str, Any] = {
        "article": asked.article,
        "confidence": asked.confidence,
        "valid_from": asked.effective_on,
        "valid_to": until,
        "applies": asked.applies,
    }
    if isinstance(pattern, Rule):
        return replace(pattern, length=int(asked.value), **dated)
    return replace(pattern, value=Decimal(asked.value), area=asked.area, **dated)


def with_version(book: Statute, new: Rule | Figure, *, instead_of: Rule | Figure | None) -> Statute:
    """The statute as it would be: the version before ends, the new one begins. Has no edition."""
    first = new.valid_from or date.min
    kept = [v for v in (*book.rules, *book.figures) if v is not instead_of]
    ended = [replace(instead_of, valid_to=day_before(first))] if instead_of else []
    entries = [*kept, *ended, new]
    return Statute(
        rules=tuple(e for e in entries if isinstance(e, Rule)),
        figures=tuple(e for e in entries if isinstance(e, Figure)),
    )


def day_before(day: date) -> date:
    return day - timedelta(days=1)
