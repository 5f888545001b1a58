"""Do: work every open limit out again after a new calendar or a changed law, batch by batch.

A batch, and how far it has come, are one transaction: whoever is killed in the middle goes on from
there, and a limit that is looked at twice changes once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.ground.cases.actions.moving import follow_calendar, follow_law
from casework.ground.cases.models.clocks import Reckoning
from casework.ground.cases.queries import reckoning
from casework.ground.cases.terms import Cause
from casework.ground.statute import queries as statute
from casework.kernel.database import db, lock
from casework.kernel.once import insert_unless_there


def begin_reckoning(cause: Cause, about_id: int, *, now: datetime) -> None:
    """All open limits that this year, or this change, reaches. One that runs begins again: the
    year may have been announced differently meanwhile."""
    total = reckoning.reached_count(cause, about_id)
    insert_unless_there(
        Reckoning,
        cause=cause,
        about_id=about_id,
        cursor=0,
        total=total,
        seen=0,
        moved=0,
        through=False,
        began_at=now,
    )
    open_one = reckoning.open_reckoning(cause, about_id)
    row = lock(Reckoning, open_one.id)
    row.cursor, row.total, row.seen, row.moved, row.through = 0, total, 0, 0, False
    db.session.flush()


def reckon_batch(reckoning_id: int, clock_ids: Sequence[int], *, now: datetime) -> None:
    """The next limits, in the order of their ids; those that another worker has done meanwhile
    are left alone."""
    row = lock(Reckoning, reckoning_id)
    left = [clock_id for clock_id in clock_ids if clock_id > row.cursor]
    moved = sum(follow(row, clock_id, now=now) for clock_id in left)
    _advance(row, left, moved=moved)


def skip_batch(reckoning_id: int, clock_ids: Sequence[int]) -> None:
    """These have been looked at one by one."""
    row = lock(Reckoning, reckoning_id)
    _advance(row, [clock_id for clock_id in clock_ids if clock_id > row.cursor], moved=0)


def _advance(row: Reckoning, clock_ids: Sequence[int], *, moved: int) -> None:
    if clock_ids:
        row.cursor, row.seen = clock_ids[-1], row.seen + len(clock_ids)
        row.moved += moved
    db.session.flush()


def follow(row: Reckoning, clock_id: int, *, now: datetime) -> bool:
    """One limit; whether its date moved or became certain. Again changes nothing."""
    if row.cause is Cause.CALENDAR:
        return follow_calendar(clock_id, year=row.about_id, now=now)
    return follow_law(clock_id, change=statute.proposal(row.about_id), now=now)


def follow_once_more(reckoning_id: int, clock_id: int, *, now: datetime) -> None:
    """One limit at which a batch failed."""
    row = lock(Reckoning, reckoning_id)
    row.moved += follow(row, clock_id, now=now)
    db.session.flush()


def end_batches(reckoning_id: int) -> None:
    """Every limit has been looked at; those that failed are tried again."""
    lock(Reckoning, reckoning_id).through = True
    db.session.flush()


def finish_reckoning(reckoning_id: int, *, now: datetime) -> None:
    """Nothing is left to do."""
    lock(Reckoning, reckoning_id).finished_at = now
    db.session.flush()
