"""Tables of messages to workers, of their answers, and of the morning reminders to officers."""

from __future__ import annotations

import json
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.ground.notices import rules
from casework.ground.notices.terms import Channel, Delivery, Meaning, Notice
from casework.kernel.database import Instant, Label, Model, Sealed, one_of

_WAITING = text("state = 'waiting'")
#: Reached nobody, belongs to no case, and nobody has called instead. Who wants no messages holds
#: his receipt, and need not be told that it has arrived.
TO_CALL = text(
    "alerted_at IS NULL AND case_id IS NULL AND complaint_id IS NOT NULL AND "
    "(state IN ('failed', 'undelivered') OR (state = 'withheld' AND notice <> 'received'))"
)


class Message(Model):
    """One message to one person about one thing. ``key`` makes it happen once.

    ``batch_id`` is the slip of money that it tells of; ``rounds`` counts how often a person had it
    sent anew; ``alerted_at`` is set when an officer was asked to call instead, or has called.
    """

    __tablename__ = "message"
    __table_args__ = (
        one_of("notice", Notice),
        one_of("channel", Channel),
        one_of("state", Delivery),
        Index(
            "ix_message_waiting",
            "not_before_at",
            "id",
            postgresql_where=_WAITING,
            sqlite_where=_WAITING,
        ),
        Index("ix_message_tried", "channel", "tried_at"),
        Index("ix_message_subject", "complaint_id", "id"),
        Index("ix_message_state", "state", "id"),
        Index("ix_message_reference", "reference"),
        Index("ix_message_to_call", "complaint_id", postgresql_where=TO_CALL, sqlite_where=TO_CALL),
    )

    key: Mapped[str] = mapped_column(String(120), unique=True)
    notice: Mapped[Notice] = mapped_column(Label(Notice))
    channel: Mapped[Channel] = mapped_column(Label(Channel))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    complaint_id: Mapped[int | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    words: Mapped[str] = mapped_column(String(200))
    parameters: Mapped[str] = mapped_column(String(400), default="{}", server_default="{}")
    secret_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[Delivery] = mapped_column(Label(Delivery), default=Delivery.WAITING)
    made_at: Mapped[datetime] = mapped_column(Instant)
    not_before_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    reference: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_batch.id"))
    rounds: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    alerted_at: Mapped[datetime | None] = mapped_column(Instant)

    address = Sealed()
    secret = Sealed()

    @property
    def told(self) -> str:
        """The words as they leave: the digits of a code stand only here."""
        return self.words.replace(rules.HIDDEN_CODE, self.secret) if self.secret else self.words

    @property
    def filled(self) -> dict[str, str]:
        """What fills its registered template as it leaves."""
        found: dict[str, str] = json.loads(self.parameters)
        return {**found, "code": self.secret} if self.secret else found

    @property
    def letter_key(self) -> str:
        """The key under which the service has it: another one when it was sent anew."""
        return f"{self.key}#{self.rounds}" if self.rounds else self.key


class Reply(Model):
    """What somebody answered by text message, kept once for the service's own id.

    ``said_at`` is when he sent it; ``read_at`` when it was acted on; ``message_id`` what it
    answers. The index is that of a worker's phone.
    """

    __tablename__ = "reply"
    __table_args__ = (one_of("meaning", Meaning), Index("ix_reply_sender", "sender_index", "id"))

    service_id: Mapped[str] = mapped_column(String(120), unique=True)
    sender_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sender_index: Mapped[str] = mapped_column(String(64))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    meaning: Mapped[Meaning] = mapped_column(Label(Meaning))
    said_at: Mapped[datetime] = mapped_column(Instant)
    kept_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)

    sender = Sealed()
    text = Sealed()


class QuietNumber(Model):
    """A number to which nothing is sent any more: its holder has answered so."""

    __tablename__ = "quiet_number"

    number_index: Mapped[str] = mapped_column(String(64), unique=True)
    since_at: Mapped[datetime] = mapped_column(Instant)


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
