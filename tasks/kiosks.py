"""Who walked away from a kiosk is forgotten, also when nobody comes after him."""

from __future__ import annotations

from functools import partial

from casework.doors.kiosks import actions, queries
from casework.doors.kiosks.terms import Leaving
from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from tasks import app

KIOSKS = "kiosks"


@app.task
def tick() -> int:
    """Forgets those after whom nobody came to the kiosk; returns how many."""
    now = clock.now()
    found = queries.idle_visits(KIOSKS, now=now)
    return Sweep(KIOSKS, now=now).each(found, partial(actions.end_visit, how=Leaving.IDLE, now=now))
