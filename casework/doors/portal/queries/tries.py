"""Ask: how long somebody who guesses has to wait."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from casework.doors.portal.models.tries import WrongCode
from casework.doors.portal.rules import tries
from casework.kernel import crypto
from casework.kernel.database import db


def code_mark(digits: str) -> str:
    """By which a browser knows a code that it has opened, without holding it."""
    return crypto.blind("opened.code", digits)[:20]


def check_wait(key: str, *, now: datetime) -> None:
    """Raises TooManyTries while this counter asks to wait."""
    until = db.session.scalar(select(WrongCode.wait_until).where(WrongCode.key == key))
    if until is not None and until > now:
        raise tries.TooManyTries(until, now=now)


def locked(key: str) -> WrongCode:
    """The counter, held until the transaction ends."""
    query = select(WrongCode).where(WrongCode.key == key).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
