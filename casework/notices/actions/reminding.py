"""Reminding an officer once a day."""

from __future__ import annotations

from datetime import date, datetime

from casework.kernel.once import insert_unless_there
from casework.notices.models import Digest
from casework.notices.terms import Due


def remind(officer_id: int, due: Due, *, on: date, now: datetime) -> bool:
    """The officer's one reminder of a day; False when there is nothing to say, or it is said."""
    if not due:
        return False
    return insert_unless_there(
        Digest, officer_id=officer_id, told_on=on, overdue=due.overdue, soon=due.soon,
        warned=due.warned, made_at=now,
    )  # fmt: skip
