"""The sweep over the legal limits: finds what is due by index, acts on each in a transaction.

Works the same from the queue and from ``flask sweep``. Also the nightly proof that every stored
date follows from its events, and what a new calendar or a changed law moves.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from casework.ground.cases.actions import firing, moving, reckoning
from casework.ground.cases.queries import clocks
from casework.ground.cases.queries import reckoning as reckoning_queries
from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import looking, writing
from tasks import app, watch

SWEEP = "sweep"
_AT_A_TIME = 200
#: One turn looks at no more than this; the next one goes on.
_MOST = 4000
_PROVED_AT_A_TIME = 200
#: So few are one transaction of less than 50 ms, and a turn leaves the worker to others soon.
_RECKONED_AT_A_TIME = 5
_TURN_SECONDS = 4.0


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
        day = clocks.next_check_day(SWEEP, by=today, now=now)
        if day is None:
            return ()
        return clocks.clocks_to_check(SWEEP, on=day, limit=_AT_A_TIME, now=now)


def check(clock_id: int) -> None:
    """One clock: what is done stays done when the sweep is cut off."""
    firing.check_clock(clock_id, on=clock.today(), now=clock.now())


@app.task
def verify() -> int:
    """Works out every running clock again; returns how many dates do not follow. Not while all of
    them are being worked out anew: the next night looks."""
    with looking():
        if reckoning_queries.are_dates_behind():
            return 0
    wrong, last = 0, 0
    while True:
        with looking():
            differing, reached = clocks.differing(after=last, limit=_PROVED_AT_A_TIME)
        if differing:
            with writing():
                moving.tell_differing(differing, now=clock.now())
        wrong += len(differing)
        if reached is None:
            return wrong
        last = reached


@app.task
def reckon() -> int:
    """Works open limits out again, for a few seconds at a time; returns how many it looked at."""
    until, seen = time.monotonic() + _TURN_SECONDS, 0
    with looking():
        waiting = [row.id for row in reckoning_queries.open_reckonings()]
    for reckoning_id in waiting:
        seen += _reckon(reckoning_id, until=until)
    return seen


def _reckon(reckoning_id: int, *, until: float) -> int:
    seen = 0
    while time.monotonic() < until:
        with looking():
            row = reckoning_queries.reckoning(reckoning_id)
            sweep = Sweep(row.sweep, now=clock.now())
            batch = reckoning_queries.next_reached(row, limit=_RECKONED_AT_A_TIME)
        if not batch:
            _retry(reckoning_id, sweep)
            break
        _batch(reckoning_id, batch, sweep)
        seen += len(batch)
    return seen


def _batch(reckoning_id: int, batch: Sequence[int], sweep: Sweep) -> None:
    """Together with the cursor; when one of them fails, each alone."""
    if sweep.together(lambda: reckoning.reckon_batch(reckoning_id, batch, now=clock.now())):
        return
    sweep.each(batch, partial(_one, reckoning_id))
    with writing():
        reckoning.skip_batch(reckoning_id, batch)


def _retry(reckoning_id: int, sweep: Sweep) -> None:
    """All were looked at. It is finished when none is left that failed."""
    with writing():
        reckoning.end_batches(reckoning_id)
    sweep.each(sweep.to_retry(), partial(_one, reckoning_id))
    if not sweep.is_failing:
        with writing():
            reckoning.finish_reckoning(reckoning_id, now=clock.now())


def _one(reckoning_id: int, clock_id: int) -> None:
    reckoning.follow_once_more(reckoning_id, clock_id, now=clock.now())
