"""Do: load the seed, load a year's notice, propose a change, approve or reject it."""

from casework.statute.actions.changes import approve_figure, propose_figure, reject_figure
from casework.statute.actions.loading import (
    load_calendar_year,
    load_seed,
    read_seed,
    watch_calendar,
)

__all__ = [
    "approve_figure",
    "load_calendar_year",
    "load_seed",
    "propose_figure",
    "read_seed",
    "reject_figure",
    "watch_calendar",
]
