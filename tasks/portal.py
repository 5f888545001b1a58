"""One-time codes and counters of wrong codes that have had their day are wiped, and whoever walked
away from a kiosk."""

from __future__ import annotations

from functools import partial

from casework.kernel import allowances, clock
from casework.kernel.sweeps import Sweep
from casework.portal import actions, queries
from casework.portal.terms import Leaving
from tasks import app

KIOSKS = "kiosks"


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    now = clock.now()
    allowances.forget_old(now=now)
    codes = actions.forget_old_codes(now=now) + actions.forget_old_tries(now=now)
    return codes + actions.forget_ended_openings(now=now)


@app.task
def kiosks() -> int:
    """Forgets those after whom nobody came to the kiosk; returns how many."""
    now = clock.now()
    found = queries.idle_visits(KIOSKS, now=now)
    return Sweep(KIOSKS, now=now).each(found, partial(actions.end_visit, how=Leaving.IDLE, now=now))
