"""The machine's wall clock against a steady one and against the database's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text

from casework.kernel.database import db

#: A wall clock may run ahead of the others by so much.
TOLERATED = timedelta(minutes=5)


@dataclass(frozen=True)
class Reading:
    """Both clocks of a process at one moment: the wall clock, and seconds nobody can set."""

    wall: datetime
    steady: float


def jumped(before: Reading, after: Reading) -> bool:
    """Whether the wall clock was set forward in between by more than is tolerated."""
    passed = timedelta(seconds=after.steady - before.steady)
    return after.wall - before.wall - passed > TOLERATED


def apart(now: datetime, database: datetime) -> bool:
    """Whether the application and the database disagree by more than is tolerated."""
    return abs(now - database) > TOLERATED


def database_time() -> datetime | None:
    """The database server's own clock; None for a file, which has none."""
    if db.session.get_bind().dialect.name != "postgresql":
        return None
    found: datetime | None = db.session.scalar(text("SELECT clock_timestamp()"))
    return found
