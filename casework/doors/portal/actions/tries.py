"""Wrong codes: the counter is held before a try is judged, so guesses at once count each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from casework.doors.portal.models.tries import WrongCode
from casework.doors.portal.queries import tries
from casework.doors.portal.rules import tries as tries_rules
from casework.kernel.database import db
from casework.kernel.once import insert_unless_there


def hold(key: str, *, now: datetime) -> None:
    """Takes the counter of a try for this transaction, so that tries at once stand in line.

    Raises TooManyTries while it asks to wait.
    """
    insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
    tries.locked(key)
    tries.check_wait(key, now=now)


def count_wrong(key: str, patience: tries_rules.Patience, *, now: datetime) -> datetime:
    """One more wrong code for this counter; after a quiet time it begins anew. Answers until when
    it had asked to wait before."""
    insert_unless_there(WrongCode, key=key, failures=0, last_at=now, wait_until=now)
    row = tries.locked(key)
    before, forgiven = row.wait_until, now - row.last_at > patience.forgiven_after
    row.failures = 1 if forgiven else row.failures + 1
    row.last_at, row.wait_until = now, now + tries_rules.wait_after(row.failures, patience)
    db.session.flush()
    return before


def slow_down(key: str, *, now: datetime) -> None:
    """One more wrong code from this address. Raises TooManyTries when it was told to wait before:
    the answer to a wrong code, whatever is wrong with it; a right one opens at once."""
    if count_wrong(key, tries_rules.OF_AN_ADDRESS, now=now) > now:
        tries.check_wait(key, now=now)


def forgive(*keys: str) -> None:
    """A right code: what was counted before it is over."""
    db.session.execute(delete(WrongCode).where(WrongCode.key.in_(keys)))


def forget_old_tries(*, now: datetime) -> int:
    """Removes counters that would begin anew and make nobody wait; returns how many."""
    quiet: datetime = now - tries_rules.FORGIVEN_AFTER
    idle = delete(WrongCode).where(WrongCode.last_at < quiet, WrongCode.wait_until < now)
    return len(db.session.execute(idle.returning(WrongCode.id)).all())
