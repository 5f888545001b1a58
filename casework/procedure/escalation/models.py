"""Tables of escalation items and of each step up."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, and_, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Case
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area
from casework.kernel.database import Instant, Label, Model, Sealed, Unchanging, Versioned, one_of
from casework.procedure.escalation.terms import Level, Measure, PlanStep, State
from casework.procedure.intake.models.complaints import Complaint

_OPEN = text("state <> 'resolved'")


class Item(Versioned, Model):
    """One overdue limit that a supervisor must answer. One for each clock and due date.

    ``rise_on`` is the first day on which the sweep lifts it if nobody has answered, or if the
    measure has not worked by its day.
    """

    __tablename__ = "escalation"
    __table_args__ = (
        Unique("clock_id", "due_on"),
        one_of("level", Level),
        one_of("state", State),
        one_of("measure", Measure),
        CheckConstraint("state <> 'answered' OR answered_by IS NOT NULL", name="answered_by_one"),
        Index("ix_escalation_rise", "rise_on", "id", postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index(
            "ix_escalation_open",
            "level",
            "due_on",
            "id",
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index("ix_escalation_area", "area_id", "level", "id"),
        Index("ix_escalation_unit", "unit_id", "level", "id"),
    )

    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    rule: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date] = mapped_column(Date)
    level: Mapped[Level] = mapped_column(Label(Level))
    state: Mapped[State] = mapped_column(Label(State), default=State.WAITING)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    answer_by_on: Mapped[date] = mapped_column(Date)
    rise_on: Mapped[date] = mapped_column(Date)
    rises: Mapped[int] = mapped_column(default=0)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    measure: Mapped[Measure | None] = mapped_column(Label(Measure))
    measure_due_on: Mapped[date | None] = mapped_column(Date)
    words_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    resolved_at: Mapped[datetime | None] = mapped_column(Instant)

    words = Sealed()

    clock: Mapped[Clock] = relationship(lazy="joined")
    case: Mapped[Case | None] = relationship()
    #: A complaint that nobody took up has no case yet; its limit names it.
    complaint: Mapped[Complaint | None] = relationship(
        secondary=Clock.__table__,
        primaryjoin=lambda: Item.clock_id == Clock.id,
        secondaryjoin=lambda: and_(
            Clock.subject_kind == Subject.COMPLAINT, Clock.subject_id == Complaint.id
        ),
        foreign_keys=[Clock.__table__.c.id, Clock.__table__.c.subject_id],
        viewonly=True,
        uselist=False,
    )
    area: Mapped[Area] = relationship(lazy="joined")
    taker: Mapped[Officer | None] = relationship(foreign_keys=[taken_by], lazy="joined")
    answerer: Mapped[Officer | None] = relationship(foreign_keys=[answered_by], lazy="joined")


class Crowd(Model):
    """A matter that has become a mass incident: told to the county supervisor once, with the plan
    for it. ``key`` names the complaint or case with which it began."""

    __tablename__ = "crowd"
    __table_args__ = (Index("ix_crowd_area", "area_id", "id"),)

    key: Mapped[str] = mapped_column(String(40), unique=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    people: Mapped[int]
    raised_at: Mapped[datetime] = mapped_column(Instant)

    area: Mapped[Area] = relationship(lazy="joined")
    case: Mapped[Case | None] = relationship()
    complaint: Mapped[Complaint | None] = relationship()
    steps: Mapped[list[CrowdStep]] = relationship(order_by="CrowdStep.position", lazy="selectin")

    @property
    def left(self) -> int:
        """How many steps are still to do."""
        return sum(step.done_at is None for step in self.steps)


class CrowdStep(Model):
    """One step of the plan: to do, or done by whom and when."""

    __tablename__ = "crowd_step"
    __table_args__ = (
        Unique("crowd_id", "step"),
        one_of("step", PlanStep),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_somebody"),
    )

    crowd_id: Mapped[int] = mapped_column(ForeignKey("crowd.id"))
    step: Mapped[PlanStep] = mapped_column(Label(PlanStep))
    position: Mapped[int]
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    note = Sealed()

    doer: Mapped[Officer | None] = relationship(lazy="joined")


class Rise(Unchanging, Model):
    """One step up of an item, or the city being asked again: each happens once."""

    __tablename__ = "escalation_rise"
    __table_args__ = (Unique("item_id", "number"), one_of("to_level", Level))

    item_id: Mapped[int] = mapped_column(ForeignKey("escalation.id"))
    number: Mapped[int]
    to_level: Mapped[Level] = mapped_column(Label(Level))
    at: Mapped[datetime] = mapped_column(Instant)
