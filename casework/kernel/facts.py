"""Facts: what has happened, written in the same transaction as the change itself.

A fact exists exactly when the change exists. A relay hands facts to the reactions of the rooms
later; the web process never talks to the broker.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import JSON, Index, String, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel import sweeps
from casework.kernel.database import Instant, Model, db

T = TypeVar("T")
F_contra = TypeVar("F_contra", contravariant=True)

#: A fact handed out but not handled after this long is handed out again.
HAND_OUT_AGAIN_AFTER = timedelta(seconds=60)


class Reaction(Protocol[F_contra]):
    """What a room does on hearing of a fact. It runs in a transaction of its own and may run
    twice, so it writes a unique key together with its effect."""

    def __call__(self, fact: F_contra, /, *, now: datetime) -> None: ...


class UnknownFact(LookupError):
    """A fact of a kind that no room of this program hears: it waits, and is alarmed."""


class Fact(Model):
    """One thing that happened: the name of its dataclass and its fields."""

    __tablename__ = "fact"
    __table_args__ = (
        Index(
            "ix_fact_waiting",
            "id",
            postgresql_where=text("handled_at IS NULL"),
            sqlite_where=text("handled_at IS NULL"),
        ),
    )

    kind: Mapped[str] = mapped_column(String(60))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    happened_at: Mapped[datetime] = mapped_column(Instant)
    handed_at: Mapped[datetime | None] = mapped_column(Instant)
    handled_at: Mapped[datetime | None] = mapped_column(Instant)


def announce(fact: Any, *, now: datetime) -> Fact:
    """Writes a past-tense frozen dataclass of plain values as a fact row."""
    row = Fact(kind=type(fact).__name__, body=dataclasses.asdict(fact), happened_at=now)
    db.session.add(row)
    return row


def read(kind: type[T], body: Mapping[str, Any]) -> T:
    """The fact as it was announced; fields that its kind no longer has are left out."""
    names = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in body.items() if name in names})


def claim(sweep: str, *, limit: int, now: datetime) -> list[Fact]:
    """The oldest facts that wait for their handlers, marked as handed out now; those at which
    this sweep failed are passed over until their next try."""
    waiting = (
        select(Fact)
        .where(
            Fact.handled_at.is_(None),
            or_(Fact.handed_at.is_(None), Fact.handed_at < now - HAND_OUT_AGAIN_AFTER),
            sweeps.ready(sweep, Fact.id, now=now),
        )
        .order_by(Fact.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    facts = list(db.session.scalars(waiting))
    for fact in facts:
        fact.handed_at = now
    return facts


def mark_handled(fact_id: int, *, now: datetime) -> None:
    """Every handler has done its part. Saying so twice changes nothing."""
    db.session.execute(
        update(Fact).where(Fact.id == fact_id, Fact.handled_at.is_(None)).values(handled_at=now)
    )
