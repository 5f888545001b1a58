"""Announcements whose period is over: the paper counts as served, each in a transaction."""

from __future__ import annotations

from functools import partial

from casework.ground.documents import actions, queries
from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from tasks import app, watch

SWEEP = "announcements"


@app.task
def tick() -> int:
    """Serves what has been announced long enough; returns how many.

    Nothing is deemed served while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    now = clock.now()
    found = queries.announcements_over(SWEEP, on=clock.today(), now=now)
    Sweep(SWEEP, now=now).each(found, partial(actions.deem_served, now=now))
    return len(found)
