"""Tables of workers' requests and of how content they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Case
from casework.ground.identity.models import Officer
from casework.kernel.database import Instant, Label, Model, Sealed, one_of
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.requests.terms import About, Grade, Kind, State

_OPEN = text("state = 'open'")


class WorkerRequest(Model):
    """One thing that one worker wants, for himself alone.

    ``old`` and ``new`` are what he said before and says now, as they are shown. ``call`` is what he
    said on the telephone, ``answer`` what he is told. ``taken_by`` entered it at a counter.
    """

    __tablename__ = "worker_request"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("about", About),
        one_of("state", State),
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled_has_time"),
        CheckConstraint(
            "kind <> 'withdraw' OR state <> 'done' "
            "OR (called_at IS NOT NULL AND call_sealed IS NOT NULL AND settled_by IS NOT NULL)",
            name="withdrawal_was_asked_back",
        ),
        CheckConstraint("settled_by <> taken_by", name="settled_by_another"),
        Index(
            "uq_worker_request_open",
            "claimant_id",
            "kind",
            "about",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index(
            "ix_worker_request_waiting",
            "asked_at",
            "id",
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_worker_request_case", "case_id", "kind"),
    )

    kind: Mapped[Kind] = mapped_column(Label(Kind))
    about: Mapped[About] = mapped_column(Label(About), default=About.LINE)
    state: Mapped[State] = mapped_column(Label(State), default=State.OPEN)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    claimant_id: Mapped[int] = mapped_column(ForeignKey("claimant.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    old_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    new_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    called_at: Mapped[datetime | None] = mapped_column(Instant)
    call_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    old = Sealed()
    new = Sealed()
    words = Sealed()
    call = Sealed()
    answer = Sealed()

    complaint: Mapped[Complaint] = relationship(lazy="selectin")
    claimant: Mapped[Claimant] = relationship(lazy="joined")
    case: Mapped[Case | None] = relationship(lazy="selectin")
    settler: Mapped[Officer | None] = relationship(foreign_keys=[settled_by], lazy="joined")
    taker: Mapped[Officer | None] = relationship(foreign_keys=[taken_by], lazy="joined")


class Satisfaction(Model):
    """How content one worker is with what was done; his last word counts."""

    __tablename__ = "satisfaction"
    __table_args__ = (one_of("grade", Grade),)

    claimant_id: Mapped[int] = mapped_column(ForeignKey("claimant.id"), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    grade: Mapped[Grade] = mapped_column(Label(Grade))
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    given_at: Mapped[datetime] = mapped_column(Instant)

    words = Sealed()
