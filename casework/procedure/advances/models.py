"""Tables of the emergency fund, advances and recoveries. Movements are never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Line
from casework.ground.documents.models import Paper
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area
from casework.ground.payouts.models import Account, Movement, Part, Payout
from casework.kernel.database import Fen, Instant, Label, Model, Sealed, Unchanging, one_of
from casework.kernel.money import Money
from casework.procedure.advances import rules
from casework.procedure.advances.terms import AdvanceState, MovementKind, RecoveryWay

_OPEN = text("state IN ('prepared', 'approved')")


class Fund(Account):
    """The emergency fund of one county."""

    __tablename__ = "fund"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), unique=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)

    area: Mapped[Area] = relationship(lazy="joined")


class FundMovement(Movement):
    """One change of a fund's balance."""

    __tablename__ = "fund_movement"
    __table_args__ = (
        *Movement.agreed(MovementKind, account="fund_id", draws=MovementKind.ADVANCE),
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
    scheme = rules.SCHEME
    account = Fund

    account_id: Mapped[int] = mapped_column("fund_id", ForeignKey("fund.id"))
    payout_id: Mapped[int | None] = mapped_column(
        "advance_id", ForeignKey("advance.id"), index=True
    )
    kind: Mapped[MovementKind] = mapped_column(Label(MovementKind))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("fund_movement.id"))


class AdvancePart(Part):
    """One worker of an advance."""

    __tablename__ = "advance_part"
    __table_args__ = Part.agreed(payout="advance_id")

    payout_id: Mapped[int] = mapped_column("advance_id", ForeignKey("advance.id"))

    card = Sealed()


class Advance(Payout):
    """Money advanced to workers of a case."""

    __tablename__ = "advance"
    __table_args__ = (
        *Payout.agreed(AdvanceState, settled=AdvanceState.RECOVERED),
        CheckConstraint(
            "state NOT IN ('approved', 'paid', 'recovered') OR cap_confirmed OR cap_reason <> ''",
            name="unconfirmed_cap_has_reason",
        ),
        Index(
            "uq_advance_open",
            "case_id",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_advance_fund", "fund_id", "id"),
    )
    scheme = rules.SCHEME
    part = AdvancePart
    movement = FundMovement

    account_id: Mapped[int] = mapped_column("fund_id", ForeignKey("fund.id"))
    state: Mapped[AdvanceState] = mapped_column(Label(AdvanceState), default=AdvanceState.PREPARED)
    reason: Mapped[str] = mapped_column(String(1000))
    recovery_plan: Mapped[str] = mapped_column(String(400))
    cap: Mapped[Money | None] = mapped_column(Fen)
    cap_confirmed: Mapped[bool] = mapped_column(Boolean)
    cap_reason: Mapped[str] = mapped_column(String(400), default="")
    override_reason: Mapped[str] = mapped_column(String(400), default="")

    fund: Mapped[Fund] = relationship(lazy="joined")
    paper: Mapped[Paper | None] = relationship(lazy="selectin")


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
