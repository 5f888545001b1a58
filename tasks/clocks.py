"""The sweep over the legal limits: finds what is due by index, acts on each in a transaction.

Works the same from the queue and from ``flask sweep``.
"""

from __future__ import annotations

from casework.cases import actions, queries
from casework.kernel import clock
from casework.kernel.transaction import writing
from tasks import app

_AT_A_TIME = 200
_ROUNDS = 20


@app.task
def tick() -> int:
    """Looks at every clock whose day has come, the oldest first; returns how many."""
    seen = 0
    for _ in range(_ROUNDS):
        found = queries.clocks_to_check(on=clock.today(), limit=_AT_A_TIME)
        for clock_id in found:
            check(clock_id)
        seen += len(found)
        if len(found) < _AT_A_TIME:
            break
    return seen


def check(clock_id: int) -> None:
    """One clock, one transaction: what is done stays done when the sweep is cut off."""
    with writing():
        actions.check_clock(clock_id, on=clock.today(), now=clock.now())
