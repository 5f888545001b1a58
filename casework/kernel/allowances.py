"""How much of something an address or a phone has had in an hour or a day: by keyed hash.

Owns the counters, in the database, so that they hold whatever else is away. Leaves the numbers to
the rules, and what happens beyond them to those who ask: nobody honest is to be turned away.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Integer, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel import crypto
from casework.kernel.database import Instant, Model, db
from casework.kernel.days import local
from casework.kernel.once import insert_unless_there

HOUR, DAY = "%Y-%m-%dT%H", "%Y-%m-%d"
_KEPT_FOR = timedelta(days=2)


class Allowance(Model):
    """What was used of one allowance in one hour or day."""

    __tablename__ = "allowance"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    used: Mapped[int] = mapped_column(Integer, default=0)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)


def take(what: str, who: str, *, most: int, per: str, number: int = 1, now: datetime) -> bool:
    """Uses so many of what this address or phone may have in the present hour or day of Shanghai;
    False when there are not so many left, and then nothing is used."""
    key = crypto.blind(f"allowance.{what}.{local(now).strftime(per)}", who)
    insert_unless_there(Allowance, key=key, used=0, last_at=now)
    query = select(Allowance).where(Allowance.key == key).with_for_update()
    row = db.session.scalars(query.execution_options(populate_existing=True)).one()
    if row.used + number > most:
        return False
    row.used, row.last_at = row.used + number, now
    db.session.flush()
    return True


def forget_old(*, now: datetime) -> None:
    """Counters of hours and days that are over."""
    db.session.execute(delete(Allowance).where(Allowance.last_at < now - _KEPT_FOR))
