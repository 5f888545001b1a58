"""Whether next year's notice of days off has been loaded in time: the one import with a day."""

from __future__ import annotations

from casework.kernel import clock
from casework.statute import actions
from tasks import app


@app.task
def tick() -> bool:
    """Raises the alarm from its day on, and ends it; answers whether the notice is missing."""
    return actions.watch_calendar(now=clock.now())
