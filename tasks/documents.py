"""Announcements whose period is over: the paper counts as served, each in a transaction."""

from __future__ import annotations

from casework.documents import actions, queries
from casework.kernel import clock
from casework.kernel.transaction import writing
from tasks import app, watch


@app.task
def tick() -> int:
    """Serves what has been announced long enough; returns how many.

    Nothing is deemed served while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    found = queries.announcements_over(on=clock.today())
    for service_id in found:
        deem_served(service_id)
    return len(found)


def deem_served(service_id: int) -> None:
    """One announcement: a second run finds it done."""
    with writing():
        actions.deem_served(service_id, now=clock.now())
