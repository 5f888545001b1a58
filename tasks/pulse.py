"""The heartbeat: beat sent it and a worker runs it, so both are alive."""

from __future__ import annotations

from casework.kernel import clock, pulse
from casework.kernel.periodic import TASKS
from tasks import app


@app.task
def tick() -> None:
    pulse.beat(TASKS.name, now=clock.now())
    pulse.expect_all(now=clock.now())
