"""The sweep over the legal limits: finds what is due by index, acts on each in a transaction.

Works the same from the queue and from ``flask sweep``. Also the nightly proof that every stored
date follows from its events, and what a new calendar or a changed law moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from casework.cases import actions, queries
from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import looking, writing
from casework.statute import queries as statute
from tasks import app, watch

SWEEP = "sweep"
_AT_A_TIME = 200
#: One turn looks at no more than this; the next one goes on.
_MOST = 4000
_PROVED_AT_A_TIME = 200


@app.task
def tick() -> int:
    """Looks at every clock whose day has come, day by day, the oldest first; returns how many.

    Does nothing while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    seen, sweep = 0, Sweep(SWEEP, now=clock.now())
    while seen < _MOST:
        found = _due()
        if not found:
            break
        seen += len(found)
        sweep.each(found, check)
    return seen


def _due() -> Sequence[int]:
    """The clocks of the earliest day that has any, without those that failed a moment ago."""
    today, now = clock.today(), clock.now()
    with looking():
        day = queries.next_check_day(SWEEP, by=today, now=now)
        if day is None:
            return ()
        return queries.clocks_to_check(SWEEP, on=day, limit=_AT_A_TIME, now=now)


def check(clock_id: int) -> None:
    """One clock: what is done stays done when the sweep is cut off."""
    actions.check_clock(clock_id, on=clock.today(), now=clock.now())


@app.task
def verify() -> int:
    """Works out every running clock again; returns how many dates do not follow."""
    wrong, last = 0, 0
    while True:
        with looking():
            differing, reached = queries.differing(after=last, limit=_PROVED_AT_A_TIME)
        if differing:
            with writing():
                actions.tell_differing(differing, now=clock.now())
        wrong += len(differing)
        if reached is None:
            return wrong
        last = reached


def on_calendar(body: dict[str, Any], *, now: datetime) -> None:
    """A year's days off are announced: each open clock that they reach, once."""
    year = int(body["year"])
    for found in queries.clocks_touching(year):
        actions.follow_calendar(found.id, year=year, now=now)


def on_law(body: dict[str, Any], *, now: datetime) -> None:
    """A change of the law was approved: each open clock that it reaches, once."""
    change = statute.proposal(body["proposal_id"])
    for found in queries.clocks_under(change.amendment):
        actions.follow_law(found.id, change=change, now=now)
