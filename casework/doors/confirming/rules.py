"""What a worker may say about money that was recorded for him."""

from __future__ import annotations

from casework.kernel.money import Money
from casework.kernel.terms import Refused


class SumChanged(Refused):
    """He agreed to another sum than the one that waits now."""

    zh = "刚才金额有变化，请再看一遍。"
    en = "The amount has just changed; please look again."


class NothingWaits(Refused):
    """Nothing was recorded that waits for his word."""

    zh = "现在没有等您确认的钱。"
    en = "There is no payment waiting for your confirmation."


class CameInFull(Refused):
    """As much came as was recorded, or more: then it is here."""

    zh = "没有少，请回上一步点“钱到了”。"
    en = "That is not less; please go back and choose “It is here”."
    field = "came"


def check_sum(seen: Money, *, waiting: Money) -> None:
    """Raises SumChanged."""
    if seen != waiting:
        raise SumChanged


def check_less(came: Money | None, *, waiting: Money) -> None:
    """Raises NothingWaits, CameInFull."""
    if not waiting:
        raise NothingWaits
    if came is not None and came >= waiting:
        raise CameInFull
