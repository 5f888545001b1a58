"""The beat schedule: what rooms bring that comes back by itself. Each leaves its mark at its end.

An entry that waited longer than its next turn is dropped from the queue, since the next one finds
the same work in the database.
"""

from __future__ import annotations

from typing import Any

from casework.kernel.periodic import Periodic
from casework.rooms import marks

#: A turn is kept this long at least, so that clocks of two machines may differ a little.
_SHORTEST_WAIT_SECONDS = 60

PERIODIC = tuple(mark for mark in marks() if isinstance(mark, Periodic))


def _entry(work: Periodic) -> dict[str, Any]:
    expires = max(work.every, _SHORTEST_WAIT_SECONDS)
    return {"task": work.task, "schedule": float(work.every), "options": {"expires": expires}}


SCHEDULE = {work.name: _entry(work) for work in PERIODIC}


def mark_of(task: str) -> str | None:
    """The name under which a periodic task leaves its mark; None for any other task."""
    return next((work.name for work in PERIODIC if work.task == task), None)
