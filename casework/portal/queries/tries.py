"""Ask: how long somebody who guesses has to wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from casework.kernel.database import db
from casework.portal import rules
from casework.portal.models import WrongCode


def check_wait(keys: Iterable[str], *, now: datetime) -> None:
    """Raises TooManyTries while one of these counters asks to wait."""
    waits = db.session.scalars(select(WrongCode.wait_until).where(WrongCode.key.in_(list(keys))))
    if any(until > now for until in waits):
        raise rules.TooManyTries


def locked(key: str) -> WrongCode:
    """The counter, held until the transaction ends."""
    query = select(WrongCode).where(WrongCode.key == key).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
