"""Reminding an officer once a day, in the system and by mail."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.identity.models import Officer
from casework.ground.notices import rules
from casework.ground.notices.models import Digest, Message
from casework.ground.notices.terms import Channel, Due, Notice
from casework.kernel.once import insert_unless_there


def remind(officer: Officer, due: Due, *, on: date, now: datetime) -> bool:
    """The officer's one reminder of a day, also by mail where he has given an address; False when
    there is nothing to say, or it is said."""
    if not due:
        return False
    first = insert_unless_there(
        Digest,
        officer_id=officer.id,
        told_on=on,
        overdue=due.overdue,
        soon=due.soon,
        warned=due.warned,
        made_at=now,
    )
    if first and officer.email:
        _mail(officer.email, due, key=f"digest:{officer.id}:{on.isoformat()}", now=now)
    return first


def _mail(address: str, due: Due, *, key: str, now: datetime) -> None:
    row = Message(
        key=key,
        notice=Notice.DIGEST,
        channel=Channel.MAIL,
        words=rules.reminder(due),
        made_at=now,
        not_before_at=now,
    )
    row.address = address
    names = (
        "id",
        "key",
        "notice",
        "channel",
        "words",
        "made_at",
        "not_before_at",
        "address_sealed",
    )
    insert_unless_there(Message, **{name: getattr(row, name) for name in names})
