"""One-time codes and counters of wrong codes that have had their day are wiped."""

from __future__ import annotations

from casework.doors.proving import actions
from casework.kernel import allowances, clock
from tasks import app


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    now = clock.now()
    allowances.forget_old(now=now)
    codes = actions.forget_old_codes(now=now) + actions.forget_old_tries(now=now)
    return codes + actions.forget_ended_openings(now=now)
