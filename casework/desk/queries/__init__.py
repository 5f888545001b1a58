"""Ask: lists of cases, and what waits for somebody's approval."""

from casework.desk.queries.approvals import Waiting, waiting_for
from casework.desk.queries.lists import (
    Place,
    card_counts,
    clocks_of,
    count,
    due_soon,
    of_card,
    queue,
    tasks,
    unassigned,
)

__all__ = [
    "Place",
    "Waiting",
    "card_counts",
    "clocks_of",
    "count",
    "due_soon",
    "of_card",
    "queue",
    "tasks",
    "unassigned",
    "waiting_for",
]
