"""Tables of day logs. Notes are added and never changed: triggers in the database say so too.

A log goes as a whole when its owner wishes, and its notes with it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Label, Model, Sealed, Unchanging, one_of
from casework.procedure.daylogs.rules import MOST_OVERTIME
from casework.procedure.daylogs.terms import Noted, Worked


class DayLog(Model):
    """A log under its code, with the phone of its owner where he left one. It lives until he
    wipes it."""

    __tablename__ = "day_log"

    code_index: Mapped[str] = mapped_column(String(64), unique=True)
    code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Instant)

    code = Sealed()
    phone = Sealed()


class DayNote(Unchanging, Model):
    """A day, or a promise: what was said is sealed, and ``made_at`` is the server's own time."""

    __tablename__ = "day_note"
    may_be_removed = True
    __table_args__ = (
        one_of("kind", Noted),
        one_of("worked", Worked),
        CheckConstraint("(kind = 'day') = (worked IS NOT NULL)", name="day_has_length"),
        CheckConstraint(f"overtime BETWEEN 0 AND {MOST_OVERTIME}", name="overtime_fits"),
        Index("ix_day_note_log", "log_id", "id"),
    )

    log_id: Mapped[int] = mapped_column(ForeignKey("day_log.id"))
    kind: Mapped[Noted] = mapped_column(Label(Noted))
    day: Mapped[date] = mapped_column(Date)
    worked: Mapped[Worked | None] = mapped_column(Label(Worked))
    overtime: Mapped[int] = mapped_column(Integer, default=0)
    said_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Instant)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("day_note.id"), unique=True)

    said = Sealed()
