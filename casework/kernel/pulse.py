"""Who is still at work: background processes leave the time here, pages and sweeps ask for it.

Owns the rows and what counts as silent. Leaves the banner to ``web`` and restarts to the
supervisor.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model, db
from casework.kernel.once import insert_unless_there

#: Beat and worker together: one sends the heartbeat, the other runs it.
TASKS = "tasks"
_EXPECTED = (TASKS,)
SILENT_AFTER = timedelta(minutes=3)


class Pulse(Model):
    """The last sign of life under one name."""

    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    beaten_at: Mapped[datetime] = mapped_column(Instant)


def beat(name: str, *, now: datetime) -> None:
    """Notes that ``name`` was at work now."""
    if insert_unless_there(Pulse, name=name, beaten_at=now):
        return
    db.session.execute(update(Pulse).where(Pulse.name == name).values(beaten_at=now))


def last(name: str) -> datetime | None:
    """When ``name`` was last at work; None when it never was."""
    return db.session.scalar(select(Pulse.beaten_at).where(Pulse.name == name))


def silent(*, now: datetime) -> list[str]:
    """Who should be at work and has given no sign for three minutes, or never."""
    heard = db.session.scalars(select(Pulse.name).where(Pulse.beaten_at >= now - SILENT_AFTER))
    return sorted(set(_EXPECTED) - set(heard))
