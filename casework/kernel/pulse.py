"""Who is still at work: background processes leave the time here, pages and sweeps ask for it.

Owns the rows and what counts as silent. Leaves the banner to ``web`` and restarts to the
supervisor.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model, db
from casework.kernel.once import insert_unless_there

#: Beat and worker together: one sends the heartbeat, the other runs it.
TASKS = "tasks"
RELAY = "relay"
SWEEP = "sweep"
MESSAGES = "messages"
#: The way out for messages: it beats only while they get out.
GATEWAY = "gateway"
PROOF = "proof"
#: Works on working days only, so nobody waits for it.
DIGEST = "digest"
SILENT_AFTER = timedelta(minutes=3)
#: How long each may be quiet. The heartbeat speaks first; the others come less often.
_EXPECTED = {
    TASKS: SILENT_AFTER,
    PROOF: timedelta(hours=36),
    RELAY: timedelta(minutes=5),
    SWEEP: timedelta(minutes=5),
    MESSAGES: timedelta(minutes=5),
    GATEWAY: timedelta(minutes=10),
}
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
    for name in _EXPECTED:
        insert_unless_there(Pulse, name=name, beaten_at=now, seen=0)


def is_fresh(name: str, *, now: datetime) -> bool:
    """Whether its last mark is so young that a new one would say nothing."""
    found = last(name)
    return found is not None and now - _MARK_AFTER < found <= now


def ledger() -> list[Pulse]:
    """Everybody who ever gave a sign, by name."""
    return list(db.session.scalars(select(Pulse).order_by(Pulse.name)))


def last(name: str) -> datetime | None:
    """When ``name`` was last at work; None when it never was."""
    return db.session.scalar(select(Pulse.beaten_at).where(Pulse.name == name))


def silent(*, now: datetime) -> list[str]:
    """Who should be at work and has given no sign for too long, or never.

    While the heartbeat itself is silent nothing else is asked: one cause, one name.
    """
    query = select(Pulse.name, Pulse.beaten_at).where(Pulse.name.in_(_EXPECTED))
    heard = {row.name: row.beaten_at for row in db.session.execute(query)}
    if heard.get(TASKS, _NEVER) < now - SILENT_AFTER:
        return [TASKS]
    return sorted(n for n, at in heard.items() if at < now - _EXPECTED[n])
