"""Ask: lists of cases, what waits for somebody's approval, and what is then to be carried out."""

from casework.desk.queries.approvals import Waiting, waiting_for
from casework.desk.queries.lists import (
    card_counts,
    clocks_of,
    due_soon,
    of_card,
    queue,
    tasks,
    unassigned,
)
from casework.desk.queries.next_steps import to_carry_out

__all__ = [
    "Waiting",
    "card_counts",
    "clocks_of",
    "due_soon",
    "of_card",
    "queue",
    "tasks",
    "to_carry_out",
    "unassigned",
    "waiting_for",
]
