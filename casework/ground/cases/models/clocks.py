"""Limits that run: the clock, its suspensions and its extension, and what the sweep did."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.ground.cases.terms import (
    Cause,
    ClockStage,
    ClockState,
    RequestState,
    Subject,
    SuspensionGround,
)
from casework.kernel.database import Instant, Label, Model, Unchanging, one_of

_RUNNING = text("state = 'running'")
_UNFINISHED = text("finished_at IS NULL")
_NOT_REJECTED = text("state <> 'rejected'")


class Clock(Model):
    """A legal limit that runs for something: from an event, under a rule version, to a date.

    ``check_on`` is the next day on which the sweep has to look at it (warn, then breach).
    ``start_at`` is kept where the limit runs in hours, ``term_on`` where a paper names its last
    day: from these, the suspensions and the extension the stored date can be worked out again.
    ``rule_from`` is the first day of the rule version that applies; None: it was always so.
    ``extended_by`` is the approved length of an extension where the law sets none, in the unit of
    the limit. ``settled_by_closing``: it ended because its case was closed.
    """

    __tablename__ = "clock"
    __table_args__ = (
        one_of("subject_kind", Subject),
        one_of("state", ClockState),
        CheckConstraint("(state = 'met') = (met_on IS NOT NULL)", name="met_has_date"),
        Index("ix_clock_check", "check_on", "id", postgresql_where=_RUNNING, sqlite_where=_RUNNING),
        Index("ix_clock_subject", "subject_kind", "subject_id", "rule"),
        Index("ix_clock_case", "case_id", "state"),
        Index(
            "ix_clock_area_due",
            "area_id",
            "due_on",
            "id",
            postgresql_where=_RUNNING,
            sqlite_where=_RUNNING,
        ),
    )

    subject_kind: Mapped[Subject] = mapped_column(Label(Subject))
    subject_id: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    rule: Mapped[str] = mapped_column(String(20))
    rule_from: Mapped[date | None] = mapped_column(Date)
    start_on: Mapped[date] = mapped_column(Date)
    start_at: Mapped[datetime | None] = mapped_column(Instant)
    term_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    length: Mapped[int | None] = mapped_column(Integer)
    provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    extended: Mapped[bool] = mapped_column(Boolean, default=False)
    extended_by: Mapped[int | None] = mapped_column(Integer)
    settled_by_closing: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[ClockState] = mapped_column(Label(ClockState), default=ClockState.RUNNING)
    met_on: Mapped[date | None] = mapped_column(Date)
    check_on: Mapped[date | None] = mapped_column(Date)
    muted: Mapped[bool] = mapped_column(Boolean, default=False)
    started_at: Mapped[datetime] = mapped_column(Instant)


class Request:
    """Asked for by one officer, decided by another: what suspensions and extensions share."""

    state: Mapped[RequestState] = mapped_column(Label(RequestState), default=RequestState.REQUESTED)
    paper: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(String(400), default="")
    requested_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    requested_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decision_note: Mapped[str] = mapped_column(String(400), default="")


class Suspension(Request, Model):
    """Days on which a clock stands still, both included; without a last day until it is resumed."""

    __tablename__ = "suspension"
    __table_args__ = (
        one_of("state", RequestState),
        one_of("ground", SuspensionGround),
        CheckConstraint("requested_by <> decided_by", name="decided_by_another"),
        CheckConstraint("(state = 'requested') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("until_on IS NULL OR from_on <= until_on", name="days_in_order"),
    )

    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), index=True)
    ground: Mapped[SuspensionGround] = mapped_column(Label(SuspensionGround))
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    resumed_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    resumed_at: Mapped[datetime | None] = mapped_column(Instant)


class Extension(Request, Model):
    """The one extension of a clock; ``length`` in its unit, where the law leaves it open."""

    __tablename__ = "extension"
    __table_args__ = (
        one_of("state", RequestState),
        CheckConstraint("requested_by <> decided_by", name="decided_by_another"),
        CheckConstraint("(state = 'requested') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("length IS NULL OR length > 0", name="length_positive"),
        Index(
            "uq_extension_once",
            "clock_id",
            unique=True,
            postgresql_where=_NOT_REJECTED,
            sqlite_where=_NOT_REJECTED,
        ),
    )

    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), index=True)
    length: Mapped[int | None] = mapped_column(Integer)


class ClockRest(Model):
    """Days on which a limit stood still because its case was closed, both included."""

    __tablename__ = "clock_rest"
    __table_args__ = (CheckConstraint("from_on <= until_on", name="days_in_order"),)

    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)


class ClockFiring(Unchanging, Model):
    """The claimed slot of one warning or breach: each happens once for a limit that runs, whoever
    comes first. What runs again for the same subject, even to the same day, is another limit."""

    __tablename__ = "clock_firing"
    __table_args__ = (
        UniqueConstraint("clock_id", "stage", "due_on"),
        one_of("stage", ClockStage),
    )

    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), index=True)
    subject_kind: Mapped[Subject] = mapped_column(Label(Subject))
    subject_id: Mapped[int]
    rule: Mapped[str] = mapped_column(String(20))
    stage: Mapped[ClockStage] = mapped_column(Label(ClockStage))
    due_on: Mapped[date] = mapped_column(Date)
    should_on: Mapped[date] = mapped_column(Date)
    fired_at: Mapped[datetime] = mapped_column(Instant)


class Reckoning(Model):
    """Every open limit worked out again, batch by batch: after the notice of a year
    (``about_id`` is the year) or a change of the law (``about_id`` is its proposal).

    ``cursor`` is the last clock that was looked at, of ``total`` that were open at the beginning;
    ``through`` says that every one was, so that only those are left that failed.
    """

    __tablename__ = "reckoning"
    __table_args__ = (
        one_of("cause", Cause),
        Index(
            "uq_reckoning_open",
            "cause",
            "about_id",
            unique=True,
            postgresql_where=_UNFINISHED,
            sqlite_where=_UNFINISHED,
        ),
    )

    cause: Mapped[Cause] = mapped_column(Label(Cause))
    about_id: Mapped[int]
    cursor: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(Integer)
    seen: Mapped[int] = mapped_column(Integer, default=0)
    moved: Mapped[int] = mapped_column(Integer, default=0)
    through: Mapped[bool] = mapped_column(Boolean, default=False)
    began_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def sweep(self) -> str:
        """The name under which limits that fail are noted."""
        return f"reckoning.{self.cause.value}.{self.about_id}"
