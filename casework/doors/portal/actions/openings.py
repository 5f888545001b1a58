"""Do: end what was opened in a browser, for every copy of its cookie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from casework.doors.portal.models.openings import EndedOpening
from casework.doors.portal.queries import openings
from casework.doors.portal.rules import tries
from casework.kernel.database import db
from casework.kernel.once import insert_unless_there


def end_openings(tickets: Iterable[str], *, now: datetime) -> None:
    """Each once; again changes nothing."""
    for ticket in tickets:
        insert_unless_there(EndedOpening, key=openings.opening_index(ticket), ended_at=now)


def forget_ended_openings(*, now: datetime) -> int:
    """Removes those that would be over by now without being ended; returns how many."""
    over = delete(EndedOpening).where(EndedOpening.ended_at < now - tries.STAYS_OPEN)
    return len(db.session.execute(over.returning(EndedOpening.id)).all())
