"""Tables of the ledger. Rows are added and never changed: triggers in the database say so too."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Line
from casework.ground.identity.models import Officer
from casework.ground.ledger.terms import Kind, Source, Way
from casework.kernel.database import Fen, Instant, Label, Model, Unchanging, one_of
from casework.kernel.money import Money


class Batch(Unchanging, Model):
    """One slip of money for a case: a bank transfer, a cash sheet. Its parts are entries.

    ``turn`` counts how often its number was recorded: again only when all of it was reversed.
    """

    __tablename__ = "ledger_batch"
    __table_args__ = (
        UniqueConstraint("case_id", "slip", "turn"),
        CheckConstraint("turn > 0", name="turn_positive"),
        one_of("source", Source),
        CheckConstraint("total > 0", name="total_positive"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    source: Mapped[Source] = mapped_column(Label(Source))
    total: Mapped[Money] = mapped_column(Fen)
    slip: Mapped[str] = mapped_column(String(60))
    turn: Mapped[int] = mapped_column(Integer, default=1)
    paid_on: Mapped[date] = mapped_column(Date)
    proof: Mapped[str] = mapped_column(String(200), default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Entry(Unchanging, Model):
    """One amount on one worker's line. Always above zero: the kind says which way it counts.

    ``HELD``: of what was paid, so much could not be handed to him and lies with the authority;
    ``reason`` says why, ``proof`` where it lies.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("source", Source),
        one_of("way", Way),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reversal_names"),
        CheckConstraint("(kind = 'payment') = (batch_id IS NOT NULL)", name="payment_has_slip"),
        CheckConstraint("(kind = 'confirmation') = (way IS NOT NULL)", name="confirmed_somehow"),
        CheckConstraint(
            "kind NOT IN ('reversal', 'held') OR reason <> ''", name="reversal_has_reason"
        ),
        Index("ix_ledger_entry_case", "case_id", "id"),
        Index("ix_ledger_entry_line", "line_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_batch.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Label(Kind))
    source: Mapped[Source | None] = mapped_column(Label(Source))
    amount: Mapped[Money] = mapped_column(Fen)
    paid_on: Mapped[date] = mapped_column(Date)
    way: Mapped[Way | None] = mapped_column(Label(Way))
    proof: Mapped[str] = mapped_column(String(200), default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entry.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(200), default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    line: Mapped[Line] = relationship(lazy="joined")
    batch: Mapped[Batch | None] = relationship(lazy="joined")
    officer: Mapped[Officer | None] = relationship(lazy="joined")


class ShortWord(Model):
    """A worker's own word that less is here than was recorded, and what he then waited for.

    ``came`` None: he did not say how much. It holds until something else is entered on his line:
    ``entry_id`` is the last entry that he spoke of.
    """

    __tablename__ = "short_word"
    __table_args__ = (CheckConstraint("came >= 0", name="came_not_negative"),)

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"))
    waited: Mapped[Money] = mapped_column(Fen)
    came: Mapped[Money | None] = mapped_column(Fen)
    said_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def short(self) -> Money:
        """What he says is missing."""
        return self.waited - (self.came or Money(0))
