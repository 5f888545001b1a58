"""The table of people who gave the ID number of a worker on file with another name or phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.identity.models import Officer
from casework.ground.parties.models import Worker
from casework.kernel.database import Instant, Label, Model, Sealed, one_of
from casework.procedure.intake.models.complaints import Claimant
from casework.procedure.intake.terms import Verdict

_OPEN = text("verdict IS NULL")


class IdentityDoubt(Model):
    """身份待核: is this person of a complaint the worker on file with his ID number?

    Until an officer has said so he is a worker of his own, without the number, and has no line.
    """

    __tablename__ = "identity_doubt"
    __table_args__ = (
        one_of("verdict", Verdict),
        CheckConstraint(
            "(verdict IS NULL) = (decided_by IS NULL)"
            " AND (verdict IS NULL) = (decided_at IS NULL)"
            " AND (verdict IS NULL) = (reason_sealed IS NULL)",
            name="decided_with_reason",
        ),
        Index("ix_identity_doubt_open", "raised_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    claimant_id: Mapped[int] = mapped_column(ForeignKey("claimant.id"), unique=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    verdict: Mapped[Verdict | None] = mapped_column(Label(Verdict))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)

    reason = Sealed()

    claimant: Mapped[Claimant] = relationship(lazy="joined")
    worker: Mapped[Worker] = relationship(lazy="joined")
    officer: Mapped[Officer | None] = relationship(lazy="joined")
