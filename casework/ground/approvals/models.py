"""Tables of approvals and of those who had a hand in what was put forward."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.approvals.terms import State
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission
from casework.kernel.database import Instant, Label, Model, Sealed, one_of

_WAITING = text("state = 'waiting'")


class Approval(Model):
    """One text put before a second person, and what became of it.

    ``kind`` and ``subject_id`` name the row of the room that asks; another text about the same
    subject is another approval. ``sheet`` is its canonical JSON, sealed, ``sha256`` the hash of
    that; both are empty where it was put forward before sheets were kept. ``case_id`` has no
    foreign key: cases stand on a higher rung.
    """

    __tablename__ = "approval"
    __table_args__ = (
        one_of("state", State),
        CheckConstraint("decided_by <> prepared_by", name="decider_is_another"),
        CheckConstraint(
            "(state IN ('approved', 'refused', 'returned')) = (decided_by IS NOT NULL)",
            name="decided_by_one",
        ),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_has_time"),
        CheckConstraint("(sheet_sealed IS NULL) = (sha256 = '')", name="sheet_has_hash"),
        CheckConstraint(
            "state NOT IN ('refused', 'returned') OR reason <> ''", name="no_has_reason"
        ),
        Index(
            "uq_approval_waiting",
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=_WAITING,
            sqlite_where=_WAITING,
        ),
        Index("ix_approval_subject", "subject_id", "id"),
        Index(
            "ix_approval_area", "area_id", "id", postgresql_where=_WAITING, sqlite_where=_WAITING
        ),
    )

    kind: Mapped[str] = mapped_column(String(40))
    definition: Mapped[int] = mapped_column(Integer)
    subject_id: Mapped[int]
    case_id: Mapped[int | None]
    state: Mapped[State] = mapped_column(Label(State), default=State.WAITING)
    permission: Mapped[Permission] = mapped_column(Label(Permission))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    sheet_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    prepared_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(400), default="")

    sheet = Sealed()

    preparer: Mapped[Officer] = relationship(foreign_keys=[prepared_by], lazy="joined")
    decider: Mapped[Officer | None] = relationship(foreign_keys=[decided_by], lazy="joined")


class ApprovalEditor(Model):
    """Somebody besides the preparer who wrote at what was put forward: he may not decide on it."""

    __tablename__ = "approval_editor"
    __table_args__ = (UniqueConstraint("approval_id", "officer_id"),)

    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
