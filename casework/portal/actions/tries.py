"""Wrong codes: who guesses is counted before he is judged, so guesses at once count each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from casework.kernel.database import db
from casework.kernel.once import insert_unless_there
from casework.portal import queries, rules
from casework.portal.models import WrongCode


def hold(keys: Mapping[str, int], *, now: datetime) -> None:
    """Takes the counters of a try for this transaction, so that tries at once stand in line.

    Raises TooManyTries while one of them asks to wait.
    """
    for key in sorted(keys):  # always in this order: two tries never wait for each other
        insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
        queries.locked(key)
    queries.check_wait(keys, now=now)


def count_wrong(key: str, *, free: int, locks: bool = False, now: datetime) -> None:
    """One more wrong code for this counter; after a quiet time it begins anew."""
    insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
    row = queries.locked(key)
    forgiven = now - row.last_at > rules.FORGIVEN_AFTER
    row.failures = 1 if forgiven else row.failures + 1
    wait = rules.wait_after(row.failures, free=free, locks=locks)
    row.last_at, row.wait_until = now, now + wait
    db.session.flush()


def forget_old_tries(*, now: datetime) -> int:
    """Removes counters that would begin anew and make nobody wait; returns how many."""
    quiet: datetime = now - rules.FORGIVEN_AFTER
    idle = delete(WrongCode).where(WrongCode.last_at < quiet, WrongCode.wait_until < now)
    return len(db.session.execute(idle.returning(WrongCode.id)).all())
