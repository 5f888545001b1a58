"""One-time codes and counters of wrong codes that have had their day are wiped, and whoever walked
away from a kiosk."""

from __future__ import annotations

from casework.kernel import clock
from casework.portal import actions
from tasks import app


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    now = clock.now()
    codes = actions.forget_old_codes(now=now) + actions.forget_old_tries(now=now)
    return codes + actions.forget_ended_openings(now=now)


@app.task
def kiosks() -> int:
    """Forgets those after whom nobody came to the kiosk; returns how many."""
    return actions.end_idle_visits(now=clock.now())
