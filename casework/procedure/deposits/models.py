"""Tables of deposits, their movements, and claims. Movements are added and never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.documents.models import Paper
from casework.ground.offices.models import Area
from casework.ground.parties.models import Employer, Project
from casework.ground.payouts.models import Account, Movement, Part, Payout
from casework.kernel.database import Instant, Label, Sealed, Versioned, one_of
from casework.procedure.deposits import rules
from casework.procedure.deposits.terms import ClaimState, DepositKind, MovementKind
from casework.procedure.inspections.models import Decision

_STANDS = text("NOT taken_out")
_OPEN = text("state IN ('prepared', 'approved')")


class Deposit(Versioned, Account):
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


class DepositMovement(Movement):
    """One change of a deposit's balance. A top-up by another account or guarantee keeps what it
    replaced."""

    __tablename__ = "deposit_movement"
    __table_args__ = (
        *Movement.agreed(MovementKind, account="deposit_id", draws=MovementKind.DRAW),
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
    scheme = rules.SCHEME
    account = Deposit

    account_id: Mapped[int] = mapped_column("deposit_id", ForeignKey("deposit.id"))
    payout_id: Mapped[int | None] = mapped_column(
        "claim_id", ForeignKey("deposit_claim.id"), index=True
    )
    kind: Mapped[MovementKind] = mapped_column(Label(MovementKind))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("deposit_movement.id"))
    replaced_account: Mapped[str | None] = mapped_column(String(60))
    replaced_expires_on: Mapped[date | None] = mapped_column(Date)


class ClaimPart(Part):
    """One worker of a claim."""

    __tablename__ = "deposit_claim_part"
    __table_args__ = Part.agreed(payout="claim_id")

    payout_id: Mapped[int] = mapped_column("claim_id", ForeignKey("deposit_claim.id"))

    card = Sealed()


class Claim(Payout):
    """A claim on a deposit for unpaid wages."""

    __tablename__ = "deposit_claim"
    __table_args__ = (
        *Payout.agreed(ClaimState, settled=ClaimState.RESTORED),
        Index(
            "uq_deposit_claim_open",
            "case_id",
            "deposit_id",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_deposit_claim_deposit", "deposit_id", "id"),
    )
    scheme = rules.SCHEME
    part = ClaimPart
    movement = DepositMovement

    account_id: Mapped[int] = mapped_column("deposit_id", ForeignKey("deposit.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    state: Mapped[ClaimState] = mapped_column(Label(ClaimState), default=ClaimState.PREPARED)
    top_up_paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))

    deposit: Mapped[Deposit] = relationship(lazy="joined")
    decision: Mapped[Decision] = relationship(Decision)
    paper: Mapped[Paper | None] = relationship(foreign_keys=lambda: Claim.paper_id, lazy="selectin")
    top_up_paper: Mapped[Paper | None] = relationship(foreign_keys=[top_up_paper_id])
