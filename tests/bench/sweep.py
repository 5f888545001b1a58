"""How long the sweep takes over the limits of a large city, of which few are due on one day."""

import time
from datetime import timedelta

from sqlalchemy import func, select

from casework.cases.models import Clock
from casework.cases.terms import ClockState
from casework.kernel import clock
from casework.kernel.database import db
from tests.bench import town


def measured(environ):
    """One turn on the day after the city was made."""
    from tasks import clocks

    with town.opened(environ), clock.fixed(clock.now() + timedelta(days=1)):
        running = select(func.count()).select_from(Clock).where(Clock.state == ClockState.RUNNING)
        count = db.session.scalar(running)
        db.session.rollback()
        started = time.perf_counter()
        seen = clocks.tick()
        taken = time.perf_counter() - started
        return f"sweep of {seen} due limits among {count} open ones: {taken:.2f} s"
