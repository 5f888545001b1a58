"""Shapes of the tables of a room that pays out: its lists, their workers, its account's movements.

Each room has tables of its own: a card number is sealed for its row and opens nowhere else, and
the keys point to that room's accounts. The columns and what the database refuses are the same.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from casework.ground.cases.models.case import Case, Line
from casework.ground.identity.models import Officer
from casework.ground.payouts.terms import Scheme
from casework.kernel.database import Fen, Instant, Model, Sealed, Unchanging, Versioned, one_of
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Account(Model):
    """Money of one county that may be paid out. The balance is in its movements."""

    __abstract__ = True

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))


class Movement(Unchanging, Model):
    """One change of an account's balance. ``position`` counts them, so two cannot pass each other;
    ``balance`` is what stands after it, and never below zero. What was paid to workers names its
    slip in the ledger: no slip is paid twice."""

    __abstract__ = True

    scheme: ClassVar[Scheme]
    account: ClassVar[type[Account]]
    if TYPE_CHECKING:
        kind: Mapped[Any]
        account_id: Mapped[int]
        payout_id: Mapped[int | None]
        reverses_id: Mapped[int | None]

    position: Mapped[int]
    amount: Mapped[Money] = mapped_column(Fen)
    balance: Mapped[Money] = mapped_column(Fen)
    on: Mapped[date] = mapped_column("moved_on", Date)
    note: Mapped[str] = mapped_column(String(200), default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_batch.id"), unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    @declared_attr
    @classmethod
    def officer(cls) -> Mapped[Officer]:
        return relationship(Officer, lazy="joined")

    @staticmethod
    def agreed(kinds: type[LabelEnum], *, account: str, draws: LabelEnum) -> tuple[SchemaItem, ...]:
        """What the database refuses. ``account`` is the column of the account."""
        return (
            one_of("kind", kinds),
            UniqueConstraint(account, "position"),
            CheckConstraint("amount > 0", name="amount_positive"),
            CheckConstraint("balance >= 0", name="never_below_zero"),
            CheckConstraint(
                f"(kind = '{draws.value}') = (batch_id IS NOT NULL)", name="paid_by_a_slip"
            ),
        )


class Part(Unchanging, Model):
    """One worker of a list, with the card and amount as they stood at preparation."""

    __abstract__ = True

    if TYPE_CHECKING:
        payout_id: Mapped[int]
        card = Sealed()

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    amount: Mapped[Money] = mapped_column(Fen)
    card_sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @declared_attr
    @classmethod
    def line(cls) -> Mapped[Line]:
        return relationship(Line, lazy="joined")

    @staticmethod
    def agreed(*, payout: str) -> tuple[SchemaItem, ...]:
        """What the database refuses. ``payout`` is the column of the list."""
        return (
            UniqueConstraint(payout, "line_id"),
            CheckConstraint("amount > 0", name="amount_positive"),
        )


class Payout(Versioned, Model):
    """A list of workers who are paid from one account: what was frozen, who prepared and who
    approved, what was paid of it and not undone."""

    __abstract__ = True

    scheme: ClassVar[Scheme]
    part: ClassVar[type[Part]]
    movement: ClassVar[type[Movement]]
    if TYPE_CHECKING:
        state: Mapped[Any]
        account_id: Mapped[int]
        paper: Mapped[Any]

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    amount: Mapped[Money] = mapped_column(Fen)
    prepared_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_for: Mapped[str] = mapped_column(String(400), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), unique=True)
    paid_on: Mapped[date | None] = mapped_column(Date)
    paid: Mapped[Money] = mapped_column(Fen, default=Money(0))

    @declared_attr
    @classmethod
    def case(cls) -> Mapped[Case]:
        return relationship(Case)

    @declared_attr
    @classmethod
    def preparer(cls) -> Mapped[Officer]:
        return relationship(Officer, foreign_keys=lambda: cls.prepared_by, lazy="joined")

    @declared_attr
    @classmethod
    def approver(cls) -> Mapped[Officer | None]:
        return relationship(Officer, foreign_keys=lambda: cls.approved_by, lazy="joined")

    @declared_attr
    @classmethod
    def parts(cls) -> Mapped[list[Part]]:
        return relationship(cls.part, order_by=cls.part.id, viewonly=True)

    @staticmethod
    def agreed(states: type[LabelEnum], *, settled: LabelEnum) -> tuple[SchemaItem, ...]:
        """What the database refuses, whoever asks."""
        paid = f"state IN ('paid', '{settled.value}')"
        return (
            one_of("state", states),
            CheckConstraint("amount > 0", name="amount_positive"),
            CheckConstraint("approved_by <> prepared_by", name="approver_is_another"),
            CheckConstraint(
                f"state NOT IN ('approved', 'paid', '{settled.value}')"
                " OR (approved_by IS NOT NULL AND paper_id IS NOT NULL)",
                name="approved_by_one",
            ),
            CheckConstraint(
                "state <> 'returned' OR returned_for <> ''", name="returned_has_reason"
            ),
            CheckConstraint(f"NOT {paid} OR paid_on IS NOT NULL", name="paid_has_date"),
            CheckConstraint("paid >= 0 AND paid <= amount", name="paid_within_amount"),
            CheckConstraint(f"({paid}) = (paid > 0)", name="paid_as_state_says"),
        )
