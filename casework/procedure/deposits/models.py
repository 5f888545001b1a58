"""Tables of deposits, their movements, and claims. Movements are added and never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
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
from casework.ground.parties.models import Employer, Project
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
from casework.procedure.deposits.terms import ClaimState, DepositKind, MovementKind
from casework.procedure.inspections.models import Decision

_STANDS = text("NOT taken_out")


class Deposit(Versioned, Model):
    """Money or a guarantee that secures the wages of one project. The balance is in movements.
    ``taken_out``: its entry was reversed, so its account may be entered for another."""

    __tablename__ = "deposit"
    __table_args__ = (
        one_of("kind", DepositKind),
        CheckConstraint("kind <> 'guarantee' OR expires_on IS NOT NULL", name="guarantee_ends"),
        CheckConstraint("expires_on > deposited_on", name="ends_after_start"),
        Index(
            "uq_deposit_standing",
            "bank",
            "account",
            unique=True,
            postgresql_where=_STANDS,
            sqlite_where=_STANDS,
        ),
        Index("ix_deposit_area", "area_id", "id"),
    )

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    depositor_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    kind: Mapped[DepositKind] = mapped_column(Label(DepositKind))
    bank: Mapped[str] = mapped_column(String(120))
    account: Mapped[str] = mapped_column(String(60))
    deposited_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)
    kept_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    kept_at: Mapped[datetime] = mapped_column(Instant)
    taken_out: Mapped[bool] = mapped_column(default=False)

    area: Mapped[Area] = relationship(lazy="joined")
    project: Mapped[Project] = relationship(lazy="joined")
    depositor: Mapped[Employer] = relationship(lazy="joined")
    movements: Mapped[list[DepositMovement]] = relationship(order_by="DepositMovement.position")


class Claim(Versioned, Model):
    """A claim on a deposit for unpaid wages: what was frozen, who prepared and who approved."""

    __tablename__ = "deposit_claim"
    __table_args__ = (
        one_of("state", ClaimState),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("approved_by <> prepared_by", name="approver_is_another"),
        CheckConstraint(
            "state NOT IN ('approved', 'paid', 'restored')"
            " OR (approved_by IS NOT NULL AND paper_id IS NOT NULL)",
            name="approved_by_one",
        ),
        CheckConstraint("state <> 'returned' OR reason <> ''", name="returned_has_reason"),
        CheckConstraint(
            "state NOT IN ('paid', 'restored') OR paid_on IS NOT NULL", name="paid_has_date"
        ),
        Index(
            "uq_deposit_claim_open",
            "case_id",
            "deposit_id",
            unique=True,
            postgresql_where=text("state IN ('prepared', 'approved')"),
            sqlite_where=text("state IN ('prepared', 'approved')"),
        ),
        Index("ix_deposit_claim_deposit", "deposit_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    deposit_id: Mapped[int] = mapped_column(ForeignKey("deposit.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    state: Mapped[ClaimState] = mapped_column(Label(ClaimState), default=ClaimState.PREPARED)
    amount: Mapped[Money] = mapped_column(Fen)
    prepared_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(400), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), unique=True)
    top_up_paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    paid_on: Mapped[date | None] = mapped_column(Date)
    drawn: Mapped[Money] = mapped_column(Fen, default=Money(0))

    case: Mapped[Case] = relationship()
    deposit: Mapped[Deposit] = relationship(lazy="joined")
    decision: Mapped[Decision] = relationship(Decision)
    preparer: Mapped[Officer] = relationship(foreign_keys=[prepared_by], lazy="joined")
    approver: Mapped[Officer | None] = relationship(foreign_keys=[approved_by], lazy="joined")
    paper: Mapped[Paper | None] = relationship(foreign_keys=[paper_id], lazy="selectin")
    top_up_paper: Mapped[Paper | None] = relationship(foreign_keys=[top_up_paper_id])
    parts: Mapped[list[ClaimPart]] = relationship(order_by="ClaimPart.id")


class ClaimPart(Unchanging, Model):
    """One worker of a claim, with the card and amount as they stood at preparation."""

    __tablename__ = "deposit_claim_part"
    __table_args__ = (
        UniqueConstraint("claim_id", "line_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("deposit_claim.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    amount: Mapped[Money] = mapped_column(Fen)
    card_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    card = Sealed()

    line: Mapped[Line] = relationship(lazy="joined")


class DepositMovement(Unchanging, Model):
    """One change of a deposit's balance. ``position`` counts them, so two cannot pass each other;
    ``balance`` is what stands after it, and never below zero. A top-up by another account or
    guarantee keeps what it replaced."""

    __tablename__ = "deposit_movement"
    __table_args__ = (
        one_of("kind", MovementKind),
        UniqueConstraint("deposit_id", "position"),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("balance >= 0", name="never_below_zero"),
        CheckConstraint(
            "kind NOT IN ('draw', 'undone', 'top_up_undone') OR claim_id IS NOT NULL",
            name="drawn_by_a_claim",
        ),
        CheckConstraint(
            "(kind IN ('reversed', 'top_up_undone', 'return_undone')) = (reverses_id IS NOT NULL)",
            name="reversal_names_what",
        ),
        Index("uq_deposit_movement_reverses_id", "reverses_id", unique=True),
    )

    deposit_id: Mapped[int] = mapped_column(ForeignKey("deposit.id"))
    position: Mapped[int]
    kind: Mapped[MovementKind] = mapped_column(Label(MovementKind))
    amount: Mapped[Money] = mapped_column(Fen)
    balance: Mapped[Money] = mapped_column(Fen)
    on: Mapped[date] = mapped_column("moved_on", Date)
    proof: Mapped[str] = mapped_column(String(200), default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("deposit_movement.id"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("deposit_claim.id"), index=True)
    replaced_account: Mapped[str | None] = mapped_column(String(60))
    replaced_expires_on: Mapped[date | None] = mapped_column(Date)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    officer: Mapped[Officer] = relationship(lazy="joined")
