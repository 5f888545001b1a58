"""Whether next year's notice of days off has been loaded in time: the one import with a day."""

from __future__ import annotations

from casework.ground.statute.actions import loading
from casework.kernel import clock
from tasks import app


@app.task
def tick() -> bool:
    """Raises the alarm from its day on, and ends it; answers whether the notice is missing."""
    return loading.watch_calendar(now=clock.now())
