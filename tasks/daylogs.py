"""Day logs that nobody has opened for years are wiped."""

from __future__ import annotations

from casework.daylogs import actions
from casework.kernel import clock
from tasks import app


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    return actions.forget_old_logs(now=clock.now())
