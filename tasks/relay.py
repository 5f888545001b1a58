"""Hands facts to their reactions. Works the same from the queue and from ``flask relay``."""

from __future__ import annotations

import logging
from typing import Any

from celery.utils.imports import symbol_by_name

from casework.kernel import clock, facts, pulse
from casework.kernel.transaction import writing
from tasks import app
from tasks.reactions import REACTIONS

_AT_A_TIME = 20
_ROUNDS = 25

log = logging.getLogger(__name__)


@app.task
def tick() -> int:
    """Handles what waits, oldest first. Answers how many facts it has seen."""
    seen = 0
    for _ in range(_ROUNDS):
        waiting = _claimed()
        seen += len(waiting)
        for fact_id, kind, body in waiting:
            _hand(fact_id, kind, body)
        if len(waiting) < _AT_A_TIME:
            break
    if not pulse.is_fresh(pulse.RELAY, now=clock.now()):
        with writing():
            pulse.beat(pulse.RELAY, seen=seen, now=clock.now())
    return seen


def _claimed() -> list[tuple[int, str, dict[str, Any]]]:
    """Committed before anything is handled: another relay then leaves these alone for a while."""
    with writing():
        claimed = facts.claim(limit=_AT_A_TIME, now=clock.now())
        return [(fact.id, fact.kind, dict(fact.body)) for fact in claimed]


def _hand(fact_id: int, kind: str, body: dict[str, Any]) -> None:
    """All reactions get their turn; one that fails is tried again with the next handing out."""
    done = [_react(path, fact_id, body) for path in REACTIONS.get(kind, ())]
    if all(done):
        with writing():
            facts.mark_handled(fact_id, now=clock.now())


def _react(path: str, fact_id: int, body: dict[str, Any]) -> bool:
    try:
        with writing():
            symbol_by_name(path)(body, now=clock.now())
    except Exception:
        log.exception("reaction %s to fact %s failed", path, fact_id)
        return False
    return True
