"""The sweep over the legal limits: finds what is due by index, acts on each in a transaction.

Works the same from the queue and from ``flask sweep``. Also the nightly proof that every stored
date follows from its events, and what a new calendar or a changed law moves.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from casework.cases import actions, queries
from casework.kernel import clock, pulse
from casework.kernel.transaction import writing
from casework.statute import queries as statute
from tasks import app, watch

_AT_A_TIME = 200
#: One turn looks at no more than this; the next one goes on.
_MOST = 4000

log = logging.getLogger(__name__)


@app.task
def tick() -> int:
    """Looks at every clock whose day has come, day by day, the oldest first; returns how many.

    Does nothing while an administrator has to look at the machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    seen = 0
    failed: list[int] = []
    while seen < _MOST:
        day = queries.next_check_day(by=clock.today(), but=failed)
        if day is None:
            break
        for clock_id in queries.clocks_to_check(on=day, limit=_AT_A_TIME, but=failed):
            seen += 1
            if not check(clock_id):
                failed.append(clock_id)
    with writing():
        pulse.beat(pulse.SWEEP, seen=seen, now=clock.now())
    return seen


def check(clock_id: int) -> bool:
    """One clock, one transaction: what is done stays done when the sweep is cut off. A clock that
    cannot be judged is logged and keeps nobody else waiting."""
    try:
        with writing():
            actions.check_clock(clock_id, on=clock.today(), now=clock.now())
    except Exception:
        log.exception("clock %s cannot be judged", clock_id)
        return False
    return True


@app.task
def verify() -> int:
    """Works out every running clock again; returns how many dates do not follow."""
    wrong, last = 0, 0
    while True:
        with writing():
            found, reached = actions.verify_clocks(after=last, limit=_AT_A_TIME, now=clock.now())
        wrong += found
        if reached is None:
            break
        last = reached
    with writing():
        pulse.beat(pulse.PROOF, seen=wrong, now=clock.now())
    return wrong


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
