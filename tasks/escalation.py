"""Overdue limits become items, and unanswered items rise: each exactly once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from casework.escalation import actions, queries
from casework.kernel import clock
from casework.kernel.transaction import writing
from tasks import app, watch

_AT_A_TIME = 200


def on_breach(body: dict[str, Any], *, now: datetime) -> None:
    """A limit has passed unmet: its item, unless there is one."""
    actions.raise_item(body["clock_id"], now=now)


def on_more_people(body: dict[str, Any], *, now: datetime) -> None:
    """More people stand in a complaint or its case: at so many the county is told, once."""
    actions.raise_crowd(body["complaint_id"], now=now)


def on_met(body: dict[str, Any], *, now: datetime) -> None:
    """An overdue limit was met after all: nobody has to answer for it any more."""
    actions.resolve_met(
        body["clock_id"], met_on=date.fromisoformat(body["met_on"]), in_time=body["in_time"],
        now=now,
    )  # fmt: skip


@app.task
def tick() -> int:
    """Lifts every item whose day has come; returns how many it looked at.

    Nothing rises while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    found = queries.to_rise(on=clock.today(), limit=_AT_A_TIME)
    for item_id in found:
        with writing():
            actions.rise(item_id, on=clock.today(), now=clock.now())
    return len(found)
