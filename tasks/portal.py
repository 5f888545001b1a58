"""One-time codes and counters of wrong codes that have had their day are wiped, and whoever walked
away from a kiosk."""

from __future__ import annotations

from functools import partial

from casework.doors.portal.actions import kiosks as kiosk_actions
from casework.doors.portal.actions import openings, proving, tries
from casework.doors.portal.queries import kiosks as kiosk_queries
from casework.doors.portal.terms.kiosks import Leaving
from casework.kernel import allowances, clock
from casework.kernel.sweeps import Sweep
from tasks import app

KIOSKS = "kiosks"


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    now = clock.now()
    allowances.forget_old(now=now)
    codes = proving.forget_old_codes(now=now) + tries.forget_old_tries(now=now)
    return codes + openings.forget_ended_openings(now=now)


@app.task
def kiosks() -> int:
    """Forgets those after whom nobody came to the kiosk; returns how many."""
    now = clock.now()
    found = kiosk_queries.idle_visits(KIOSKS, now=now)
    return Sweep(KIOSKS, now=now).each(
        found, partial(kiosk_actions.end_visit, how=Leaving.IDLE, now=now)
    )
