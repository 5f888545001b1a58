"""What the workers of a case say is owed to them, each time one says it; and which two of these an
officer has compared. Rows are added and never changed: triggers in the database say so too."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.terms import ClaimKind, Sameness
from casework.ground.identity.models import Officer
from casework.kernel.database import Fen, Instant, Label, Model, Sealed, Unchanging, one_of
from casework.kernel.money import Money


class Claim(Unchanging, Model):
    """One claim of one worker, or a later word on it: ``replaces`` is the position of the row that
    no longer stands. ``withdrawn``: he takes it back.

    ``claimant_id`` is he himself in the complaint from which it comes. ``amount`` and months None:
    he does not remember. ``said_by`` is the officer who entered it; None: he himself.
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("line_id", "position"),
        UniqueConstraint("line_id", "replaces"),
        one_of("kind", ClaimKind),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("from_month <= to_month", name="months_in_order"),
        CheckConstraint("replaces < position", name="replaces_an_earlier"),
        CheckConstraint("replaces IS NOT NULL OR NOT withdrawn", name="withdrawn_after_said"),
    )

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    position: Mapped[int] = mapped_column(Integer)
    replaces: Mapped[int | None] = mapped_column(Integer)
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
    kind: Mapped[ClaimKind] = mapped_column(Label(ClaimKind), default=ClaimKind.WAGES)
    amount: Mapped[Money | None] = mapped_column(Fen)
    from_month: Mapped[date | None] = mapped_column(Date)
    to_month: Mapped[date | None] = mapped_column(Date)
    complaint_id: Mapped[int | None] = mapped_column(index=True)
    claimant_id: Mapped[int | None] = mapped_column(index=True)
    said_at: Mapped[datetime] = mapped_column(Instant)
    said_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))


class ClaimPair(Unchanging, Model):
    """An officer has compared two claims of a line that may be the same money."""

    __tablename__ = "claim_pair"
    __table_args__ = (
        UniqueConstraint("line_id", "earlier", "later"),
        one_of("sameness", Sameness),
        CheckConstraint("earlier < later", name="in_order"),
    )

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    earlier: Mapped[int] = mapped_column(Integer)
    later: Mapped[int] = mapped_column(Integer)
    sameness: Mapped[Sameness] = mapped_column(Label(Sameness))
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    decided_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)

    reason = Sealed()

    officer: Mapped[Officer] = relationship(lazy="joined")
