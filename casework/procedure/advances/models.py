"""Tables of the emergency fund, advances and recoveries. Movements are never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Case, Line
from casework.ground.documents.models import Paper
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area
from casework.kernel.database import (
    Fen,
    Instant,
    Label,
    Model,
    Sealed,
    Unchanging,
    Versioned,
    one_of,
)
from casework.kernel.money import Money
from casework.procedure.advances.terms import AdvanceState, MovementKind, RecoveryWay


class Fund(Model):
    """The emergency fund of one county. The balance is in its movements."""

    __tablename__ = "fund"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), unique=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)

    area: Mapped[Area] = relationship(lazy="joined")


class Advance(Versioned, Model):
    """Money advanced to workers of a case: what was frozen, who prepared and who approved."""

    __tablename__ = "advance"
    __table_args__ = (
        one_of("state", AdvanceState),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("approved_by <> prepared_by", name="approver_is_another"),
        CheckConstraint(
            "state NOT IN ('approved', 'paid', 'recovered')"
            " OR (approved_by IS NOT NULL AND paper_id IS NOT NULL)",
            name="approved_by_one",
        ),
        CheckConstraint(
            "state NOT IN ('approved', 'paid', 'recovered') OR cap_confirmed OR cap_reason <> ''",
            name="unconfirmed_cap_has_reason",
        ),
        CheckConstraint("state <> 'returned' OR returned_for <> ''", name="returned_has_reason"),
        CheckConstraint(
            "state NOT IN ('paid', 'recovered') OR paid_on IS NOT NULL", name="paid_has_date"
        ),
        Index(
            "uq_advance_open",
            "case_id",
            unique=True,
            postgresql_where=text("state IN ('prepared', 'approved')"),
            sqlite_where=text("state IN ('prepared', 'approved')"),
        ),
        Index("ix_advance_fund", "fund_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    state: Mapped[AdvanceState] = mapped_column(Label(AdvanceState), default=AdvanceState.PREPARED)
    amount: Mapped[Money] = mapped_column(Fen)
    reason: Mapped[str] = mapped_column(String(1000))
    recovery_plan: Mapped[str] = mapped_column(String(400))
    cap: Mapped[Money | None] = mapped_column(Fen)
    cap_confirmed: Mapped[bool] = mapped_column(Boolean)
    cap_reason: Mapped[str] = mapped_column(String(400), default="")
    override_reason: Mapped[str] = mapped_column(String(400), default="")
    prepared_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_for: Mapped[str] = mapped_column(String(400), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), unique=True)
    paid_on: Mapped[date | None] = mapped_column(Date)
    paid: Mapped[Money] = mapped_column(Fen, default=Money(0))

    case: Mapped[Case] = relationship()
    fund: Mapped[Fund] = relationship(lazy="joined")
    preparer: Mapped[Officer] = relationship(foreign_keys=[prepared_by], lazy="joined")
    approver: Mapped[Officer | None] = relationship(foreign_keys=[approved_by], lazy="joined")
    paper: Mapped[Paper | None] = relationship(lazy="selectin")


class AdvancePart(Unchanging, Model):
    """One worker of an advance, with the card and amount as they stood at preparation."""

    __tablename__ = "advance_part"
    __table_args__ = (
        UniqueConstraint("advance_id", "line_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    advance_id: Mapped[int] = mapped_column(ForeignKey("advance.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    amount: Mapped[Money] = mapped_column(Fen)
    card_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    card = Sealed()

    line: Mapped[Line] = relationship(lazy="joined")


class FundMovement(Unchanging, Model):
    """One change of a fund's balance. ``position`` counts them, so two cannot pass each other;
    ``balance`` is what stands after it, and never below zero."""

    __tablename__ = "fund_movement"
    __table_args__ = (
        one_of("kind", MovementKind),
        UniqueConstraint("fund_id", "position"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("balance >= 0", name="never_below_zero"),
        CheckConstraint(
            "kind NOT IN ('advance', 'recovery', 'undone', 'recovery_undone')"
            " OR advance_id IS NOT NULL",
            name="belongs",
        ),
        CheckConstraint(
            "kind NOT IN ('opening', 'paid_in', 'reversed', 'recovery_undone') OR note <> ''",
            name="source_noted",
        ),
        CheckConstraint(
            "(kind IN ('reversed', 'recovery_undone')) = (reverses_id IS NOT NULL)",
            name="reversal_names_what",
        ),
        Index("uq_fund_movement_reverses_id", "reverses_id", unique=True),
    )

    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    position: Mapped[int]
    kind: Mapped[MovementKind] = mapped_column(Label(MovementKind))
    amount: Mapped[Money] = mapped_column(Fen)
    balance: Mapped[Money] = mapped_column(Fen)
    on: Mapped[date] = mapped_column("moved_on", Date)
    note: Mapped[str] = mapped_column(String(200), default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("fund_movement.id"))
    advance_id: Mapped[int | None] = mapped_column(ForeignKey("advance.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    officer: Mapped[Officer] = relationship(lazy="joined")


class Recovery(Unchanging, Model):
    """Money that came back, or went twice to a worker and is to come back; or the entry by which
    one such is taken back, which says why in ``note``.

    ``turn`` counts how often its slip was recorded: again only when the one before was reversed.
    """

    __tablename__ = "recovery"
    __table_args__ = (
        one_of("way", RecoveryWay),
        Index(
            "uq_recovery_slip",
            "advance_id",
            "way",
            "slip",
            "turn",
            unique=True,
            postgresql_where=text("reverses_id IS NULL"),
            sqlite_where=text("reverses_id IS NULL"),
        ),
        Index("uq_recovery_reverses_id", "reverses_id", unique=True),
        CheckConstraint("turn > 0", name="turn_positive"),
        CheckConstraint("reverses_id IS NULL OR note <> ''", name="reversal_has_reason"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("way <> 'worker' OR line_id IS NOT NULL", name="names_the_worker"),
    )

    advance_id: Mapped[int] = mapped_column(ForeignKey("advance.id"))
    way: Mapped[RecoveryWay] = mapped_column(Label(RecoveryWay))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    amount: Mapped[Money] = mapped_column(Fen)
    on: Mapped[date] = mapped_column("recovered_on", Date)
    slip: Mapped[str] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(String(200), default="")
    turn: Mapped[int] = mapped_column(Integer, default=1)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("recovery.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    line: Mapped[Line | None] = relationship(lazy="joined")
    officer: Mapped[Officer] = relationship(lazy="joined")
