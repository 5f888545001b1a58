"""Do: raise an item for an overdue limit, take it up, answer it, let it rise, resolve it; raise a
mass incident once, and tick the steps of its plan."""

from casework.escalation.actions.crowds import do_step, raise_crowd
from casework.escalation.actions.items import (
    answer,
    raise_item,
    resolve,
    resolve_met,
    rise,
    take_up,
)

__all__ = [
    "answer",
    "do_step",
    "raise_crowd",
    "raise_item",
    "resolve",
    "resolve_met",
    "rise",
    "take_up",
]
