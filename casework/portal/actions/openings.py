"""Do: end what was opened in a browser, for every copy of its cookie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from casework.kernel.database import db
from casework.kernel.once import insert_unless_there
from casework.portal import queries, rules
from casework.portal.models import EndedOpening


def end_openings(tickets: Iterable[str], *, now: datetime) -> None:
    """Each once; again changes nothing."""
    for ticket in tickets:
        insert_unless_there(EndedOpening, key=queries.opening_index(ticket), ended_at=now)


def forget_ended_openings(*, now: datetime) -> int:
    """Removes those that would be over by now without being ended; returns how many."""
    over = delete(EndedOpening).where(EndedOpening.ended_at < now - rules.STAYS_OPEN)
    return len(db.session.execute(over.returning(EndedOpening.id)).all())
