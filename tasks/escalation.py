"""Overdue limits become items, and unanswered items rise: each exactly once."""

from __future__ import annotations

from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.procedure.escalation import queries
from casework.procedure.escalation.actions import items
from tasks import app, watch

SWEEP = "escalation"
_AT_A_TIME = 200


@app.task
def tick() -> int:
    """Lifts every item whose day has come; returns how many it looked at.

    Nothing rises while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    today, now = clock.today(), clock.now()
    found = queries.to_rise(SWEEP, on=today, limit=_AT_A_TIME, now=now)
    Sweep(SWEEP, now=now).each(found, lambda item_id: items.rise(item_id, on=today, now=now))
    return len(found)
