"""Which limits the system keeps, and how: each room says it of those that it uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.ground.statute.terms.ids import RuleId
from casework.kernel.terms import LabelEnum


class Way(LabelEnum):
    """How a limit is kept, the strongest first."""

    COUNTED = "counted", "系统计时", "counted"
    ASKED = "asked", "办理时核对", "checked at its step"
    TOLD = "told", "只作告知", "only told"
    NOT_KEPT = "not_kept", "没有用到", "not used"


@dataclass(frozen=True)
class Keeps:
    """A room uses these limits in this way."""

    way: Way
    rules: tuple[RuleId, ...]


def way_of(rule: str, kept: Iterable[Keeps]) -> Way:
    """The strongest way in which some room keeps a limit."""
    ways = {one.way for one in kept if rule in one.rules}
    return next((way for way in Way if way in ways), Way.NOT_KEPT)
