"""Overdue limits become items, and unanswered items rise: each exactly once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.procedure.escalation import queries
from casework.procedure.escalation.actions import crowds, items
from tasks import app, watch

SWEEP = "escalation"
_AT_A_TIME = 200


def on_breach(body: dict[str, Any], *, now: datetime) -> None:
    """A limit has passed unmet: its item, unless there is one."""
    items.raise_item(body["clock_id"], now=now)


def on_more_people(body: dict[str, Any], *, now: datetime) -> None:
    """More people stand in a complaint or its case: at so many the county is told, once."""
    crowds.raise_crowd(body["complaint_id"], now=now)


def on_met(body: dict[str, Any], *, now: datetime) -> None:
    """An overdue limit was met after all: nobody has to answer for it any more."""
    items.resolve_met(
        body["clock_id"],
        met_on=date.fromisoformat(body["met_on"]),
        in_time=body["in_time"],
        now=now,
    )


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
