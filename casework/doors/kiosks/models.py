"""Kiosks of service centres, and the visits at them: who was there stands nowhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.doors.kiosks.terms import Leaving
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Centre
from casework.kernel.database import Instant, Label, Model, one_of

_OPEN = text("ended_at IS NULL")


class Kiosk(Model):
    """A machine that an officer has given to the workers of a centre.

    Its cookie holds a random key, this row its keyed hash: the row says whether it still counts.
    """

    __tablename__ = "kiosk"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
    )

    key_index: Mapped[str] = mapped_column(String(64), unique=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"), index=True)
    set_up_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    set_up_at: Mapped[datetime] = mapped_column(Instant)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    centre: Mapped[Centre] = relationship(lazy="joined")
    officer: Mapped[Officer] = relationship(foreign_keys=[set_up_by])


class Visit(Model):
    """One person at a kiosk, from the first screen to the wipe: the log of it, without a name."""

    __tablename__ = "kiosk_visit"
    __table_args__ = (
        one_of("ended_how", Leaving),
        CheckConstraint("(ended_at IS NULL) = (ended_how IS NULL)", name="end_has_way"),
        Index("ix_kiosk_visit_open", "seen_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    kiosk_id: Mapped[int] = mapped_column(ForeignKey("kiosk.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_how: Mapped[Leaving | None] = mapped_column(Label(Leaving))
