"""The two campaigns of the year: opened on their day, or later when nobody was there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.campaigns import actions
from casework.kernel import clock
from casework.kernel.transaction import writing
from tasks import app, watch


@app.task
def tick() -> int:
    """Opens what is due and closes what is over; returns how many were opened by this call.

    Does nothing while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    with writing():
        opened = actions.open_due(now=clock.now())
    with writing():
        actions.close_over(now=clock.now())
    return opened


def on_open(body: dict[str, Any], *, now: datetime) -> None:
    """A campaign has begun: its list of targets."""
    actions.list_targets(body["campaign_id"], now=now)
