"""The two campaigns of the year: opened on their day, or later when nobody was there."""

from __future__ import annotations

from functools import partial

from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.procedure.campaigns import actions, queries
from tasks import app, watch

SWEEP = "campaigns"


@app.task
def tick() -> int:
    """Opens what is due and closes what is over; returns how many were opened by this call.

    Does nothing while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    today, now, opened = clock.today(), clock.now(), 0
    for season, areas in queries.to_open(SWEEP, on=today, now=now).items():
        opening = Sweep(f"{SWEEP}.{season}", now=now)
        opened += opening.each(areas, partial(actions.open_in, season=season, now=now))
    over = queries.over(SWEEP, today=today, now=now)
    Sweep(SWEEP, now=now).each(over, actions.close)
    return opened
