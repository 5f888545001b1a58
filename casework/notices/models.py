"""Tables of messages to workers and of the morning reminders to officers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Label, Model, Sealed, one_of
from casework.notices import rules
from casework.notices.terms import Channel, Delivery, Notice

_WAITING = text("state = 'waiting'")


class Message(Model):
    """One message to one person about one thing. ``key`` makes it happen once."""

    __tablename__ = "message"
    __table_args__ = (
        one_of("notice", Notice),
        one_of("channel", Channel),
        one_of("state", Delivery),
        Index("ix_message_waiting", "not_before_at", "id",
              postgresql_where=_WAITING, sqlite_where=_WAITING),
        Index("ix_message_subject", "complaint_id", "id"),
        Index("ix_message_state", "state", "id"),
    )  # fmt: skip

    key: Mapped[str] = mapped_column(String(120), unique=True)
    notice: Mapped[Notice] = mapped_column(Label(Notice))
    channel: Mapped[Channel] = mapped_column(Label(Channel))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    complaint_id: Mapped[int | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words: Mapped[str] = mapped_column(String(200))
    secret_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[Delivery] = mapped_column(Label(Delivery), default=Delivery.WAITING)
    made_at: Mapped[datetime] = mapped_column(Instant)
    not_before_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    reference: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")

    address = Sealed()
    secret = Sealed()

    @property
    def told(self) -> str:
        """The words as they leave: the digits of a code stand only here."""
        return self.words.replace(rules.HIDDEN_CODE, self.secret) if self.secret else self.words


class Digest(Model):
    """What an officer was reminded of on one working day: one row, however often it is tried."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("officer_id", "told_on"),)

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    told_on: Mapped[date] = mapped_column(Date)
    overdue: Mapped[int]
    soon: Mapped[int]
    warned: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Instant)
