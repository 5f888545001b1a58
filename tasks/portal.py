"""One-time codes that have had their day are wiped."""

from __future__ import annotations

from casework.kernel import clock
from casework.portal import actions
from tasks import app


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    return actions.forget_old_codes(now=clock.now())
