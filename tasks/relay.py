"""Hands facts to their reactions. Works the same from the queue and from ``flask relay``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.kernel import clock, facts
from casework.kernel.house import house
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import writing
from tasks import app

SWEEP = "relay"
_AT_A_TIME = 20
_ROUNDS = 25


@app.task
def tick() -> int:
    """Handles what waits, oldest first. Answers how many facts it has seen."""
    seen, sweep = 0, Sweep(SWEEP, now=clock.now())
    for _ in range(_ROUNDS):
        waiting = _claimed()
        seen += len(waiting)
        for fact_id, kind, body in waiting:
            with sweep.row(fact_id):
                _hand(fact_id, kind, body)
        if len(waiting) < _AT_A_TIME:
            break
    return seen


def _claimed() -> list[tuple[int, str, dict[str, Any]]]:
    """Committed before anything is handled: another relay then leaves these alone for a while."""
    with writing():
        claimed = facts.claim(SWEEP, limit=_AT_A_TIME, now=clock.now())
        return [(fact.id, fact.kind, dict(fact.body)) for fact in claimed]


def _hand(fact_id: int, kind: str, body: dict[str, Any]) -> None:
    """All reactions get their turn; those of a fact of which one fails are tried again later.

    Raises what the first that failed has raised.
    """
    reactions = house().reactions_to(kind, body)
    raised = [error for reaction in reactions if (error := _react(reaction))]
    if raised:
        raise raised[0]
    with writing():
        facts.mark_handled(fact_id, now=clock.now())


def _react(reaction: Callable[..., None]) -> Exception | None:
    try:
        with writing():
            reaction(now=clock.now())
    except Exception as error:  # noqa: BLE001 - the sweep notes it
        return error
    return None
