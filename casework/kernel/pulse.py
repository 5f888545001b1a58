"""Who is still at work: background processes leave the time here, pages and sweeps ask for it.

Owns the rows and what counts as silent. Leaves the banner to ``web`` and restarts to the
supervisor.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model, db
from casework.kernel.house import house
from casework.kernel.once import insert_unless_there
from casework.kernel.periodic import TASKS, Mark

_NEVER = datetime.min.replace(tzinfo=UTC)
#: What runs every few seconds leaves a mark only so often.
_MARK_AFTER = timedelta(seconds=15)


class Pulse(Model):
    """The last sign of life under one name, and how much that run looked at."""

    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    beaten_at: Mapped[datetime] = mapped_column(Instant)
    seen: Mapped[int] = mapped_column(default=0)


def beat(name: str, *, seen: int = 0, now: datetime) -> None:
    """Notes that ``name`` was at work now, and looked at so many things."""
    if insert_unless_there(Pulse, name=name, beaten_at=now, seen=seen):
        return
    beaten = update(Pulse).where(Pulse.name == name)
    db.session.execute(beaten.values(beaten_at=now, seen=seen))


def expect_all(*, now: datetime) -> None:
    """From the first heartbeat on everybody else is waited for, too."""
    for mark in house().all(Mark):
        if mark.quiet is not None:
            insert_unless_there(Pulse, name=mark.name, beaten_at=now, seen=0)


def is_fresh(name: str, *, now: datetime) -> bool:
    """Whether its last mark is so young that a new one would say nothing."""
    found = last(name)
    return found is not None and now - _MARK_AFTER < found <= now


def ledger() -> dict[str, Pulse]:
    """Everybody who ever gave a sign, under his name."""
    return {row.name: row for row in db.session.scalars(select(Pulse))}


def last(name: str) -> datetime | None:
    """When ``name`` was last at work; None when it never was."""
    return db.session.scalar(select(Pulse.beaten_at).where(Pulse.name == name))


def silent(*, now: datetime) -> list[Mark]:
    """Who should be at work and has given no sign for too long, or never, the lowest room's first.

    While the heartbeat itself is silent nothing else is asked: one cause, one name.
    """
    heard = {
        row.name: row.beaten_at for row in db.session.execute(select(Pulse.name, Pulse.beaten_at))
    }
    if heard.get(TASKS.name, _NEVER) < now - TASKS.quiet:
        return [TASKS]
    return [mark for mark in house().all(Mark) if _is_silent(mark, heard.get(mark.name), now)]


def _is_silent(mark: Mark, heard_at: datetime | None, now: datetime) -> bool:
    return mark.quiet is not None and heard_at is not None and heard_at < now - mark.quiet
