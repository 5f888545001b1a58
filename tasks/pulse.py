"""The heartbeat: beat sent it and a worker runs it, so both are alive."""

from __future__ import annotations

from casework.kernel import clock, pulse
from tasks import app


@app.task
def tick() -> None:
    pulse.beat(pulse.Job.TASKS, now=clock.now())
    pulse.expect_all(now=clock.now())
