"""Tables of tries to reach a worker and of proposals to close."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Case
from casework.ground.documents.models import Paper
from casework.ground.identity.models import Officer
from casework.kernel.database import Instant, Label, Model, Sealed, Versioned, one_of
from casework.procedure.closing.terms import State, TryWay


class Try(Model):
    """One try to reach a worker who does not answer."""

    __tablename__ = "reach_try"
    __table_args__ = (one_of("way", TryWay), Index("ix_reach_try_line", "line_id", "id"))

    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"))
    way: Mapped[TryWay] = mapped_column(Label(TryWay))
    tried_at: Mapped[datetime] = mapped_column(Instant)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    note = Sealed()

    officer: Mapped[Officer] = relationship(lazy="joined")


class Closing(Versioned, Model):
    """A proposal to close a case, decided by another person."""

    __tablename__ = "closing"
    __table_args__ = (
        one_of("state", State),
        CheckConstraint("approved_by <> proposed_by", name="approver_is_another"),
        CheckConstraint(
            "state NOT IN ('approved', 'reopened') OR approved_by IS NOT NULL",
            name="approved_by_one",
        ),
        CheckConstraint("state <> 'returned' OR reason <> ''", name="returned_has_reason"),
        Index(
            "uq_closing_waiting",
            "case_id",
            unique=True,
            postgresql_where=text("state IN ('proposed', 'approved')"),
            sqlite_where=text("state IN ('proposed', 'approved')"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    state: Mapped[State] = mapped_column(Label(State), default=State.PROPOSED)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(400), default="")

    case: Mapped[Case] = relationship()
    paper: Mapped[Paper] = relationship(lazy="selectin")
    proposer: Mapped[Officer] = relationship(foreign_keys=[proposed_by], lazy="joined")
    approver: Mapped[Officer | None] = relationship(foreign_keys=[approved_by], lazy="joined")
