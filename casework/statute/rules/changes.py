"""Who may change an entry, and when the change may begin."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.statute.terms import Figure, Measure, ProposalState, Rule

PROPOSAL = Lifecycle(
    ProposalState.PROPOSED,
    [
        Move("approve", (ProposalState.PROPOSED,), ProposalState.APPROVED),
        Move("reject", (ProposalState.PROPOSED,), ProposalState.REJECTED),
    ],
    ends=(ProposalState.APPROVED, ProposalState.REJECTED),
)
_LARGEST = Decimal(1_000_000_000)


class OwnProposal(Refused):
    """Nobody approves the own proposal."""

    zh = "自己提的修改，要由另一个人批准。"
    en = "Another person must decide on your own proposal."


class BeginsTooEarly(Refused):
    """The change would begin before the version that it replaces."""

    zh = "生效日期要晚于现在这一版开始的日期。"
    en = "The change must begin after the first day of the present version."
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


class EntryMovedOn(Refused):
    """The entry was changed after this proposal was made."""

    zh = "提出以后，这一项已经改过了，请重新提。"
    en = "The entry has changed since this was proposed; propose it again."


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


def day_before(day: date) -> date:
    return day - timedelta(days=1)
