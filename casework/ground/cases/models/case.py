"""The case, its lines, who holds it and who works on it, what happened, and what is to do."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.terms import Ending, EntryKind, Part, Priority, Stage
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area, Unit
from casework.ground.parties.models import Employer, Project, Worker
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

#: Where no clock runs, a case sorts after all others.
NO_DATE = date(9999, 12, 31)


class Case(Versioned, Model):
    """One matter against one employer. Sums are kept in step with the lines by the ledger.

    ``number`` is taken at filing; ``next_due_on`` is the earliest due date of its running clocks,
    ``next_yellow_on`` the day on which its card turns yellow; lists sort by ``sort_on``.
    ``traits`` make it pressing, with commas between; ``chosen_priority`` is what a person has set.
    """

    __tablename__ = "case"
    __table_args__ = (
        one_of("stage", Stage),
        one_of("priority", Priority),
        one_of("chosen_priority", Priority),
        CheckConstraint("(stage = 'closed') = (closed_on IS NOT NULL)", name="closed_has_date"),
        CheckConstraint("paid >= 0 AND confirmed >= 0", name="sums_not_negative"),
        Index("ix_case_area_sort", "area_id", "sort_on", "id"),
        Index("ix_case_unit_sort", "holder_unit_id", "sort_on", "id"),
        Index("ix_case_handler_sort", "handler_id", "sort_on", "id"),
        Index("ix_case_sort", "sort_on", "id"),
        Index("ix_case_area_pressing", "area_id", "priority", "sort_on", "id"),
        Index("ix_case_pressing", "priority", "sort_on", "id"),
        Index("ix_case_area_stage", "area_id", "stage"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    holder_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    stage: Mapped[Stage] = mapped_column(Label(Stage), default=Stage.FILED)
    waiting_for: Mapped[str] = mapped_column(String(40), default="")
    received_on: Mapped[date] = mapped_column(Date)
    filed_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    people: Mapped[int] = mapped_column(Integer, default=0)
    claimed: Mapped[Money] = mapped_column(Fen, default=Money(0))
    verified: Mapped[Money | None] = mapped_column(Fen)
    paid: Mapped[Money] = mapped_column(Fen, default=Money(0))
    confirmed: Mapped[Money] = mapped_column(Fen, default=Money(0))
    next_due_on: Mapped[date | None] = mapped_column(Date)
    sort_on: Mapped[date] = mapped_column(Date, default=NO_DATE)
    next_rule: Mapped[str | None] = mapped_column(String(20))
    next_yellow_on: Mapped[date | None] = mapped_column(Date)
    next_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    supervised: Mapped[bool] = mapped_column(Boolean, default=False)
    priority: Mapped[Priority] = mapped_column(Label(Priority), default=Priority.ORDINARY)
    chosen_priority: Mapped[Priority | None] = mapped_column(Label(Priority))
    traits: Mapped[str] = mapped_column(String(120), default="")
    muted: Mapped[bool] = mapped_column(Boolean, default=False)
    source_note: Mapped[str] = mapped_column(String(400), default="")
    opened_at: Mapped[datetime] = mapped_column(Instant)

    area: Mapped[Area] = relationship(lazy="joined")
    holder: Mapped[Unit] = relationship(lazy="joined")
    handler: Mapped[Officer | None] = relationship(lazy="joined")
    employer: Mapped[Employer] = relationship(lazy="joined")
    project: Mapped[Project | None] = relationship(lazy="joined")


class Line(Versioned, Model):
    """One worker in a case, with what he is owed there.

    ``claimed`` and the months follow from his claims (see ``Claim``) and nothing else writes them;
    ``verified`` is what the inspector found (None: not yet), over the first ``seen_claims`` rows of
    them; ``recheck``: what counts of his claims has changed since. ``paid`` and ``confirmed``
    follow the ledger. ``ending`` closes the line, with its proof.
    """

    __tablename__ = "line"
    __table_args__ = (
        UniqueConstraint("case_id", "worker_id"),
        one_of("ending", Ending),
        CheckConstraint("claimed >= 0 AND verified >= 0 AND paid >= 0", name="not_negative"),
        CheckConstraint("confirmed >= 0 AND confirmed <= paid", name="confirmed_was_paid"),
        CheckConstraint("paid <= verified", name="paid_was_owed"),
        CheckConstraint("from_month <= to_month", name="months_in_order"),
        CheckConstraint("(ending IS NULL) = (ended_on IS NULL)", name="ended_has_date"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    job: Mapped[str] = mapped_column(String(60), default="")
    from_month: Mapped[date | None] = mapped_column(Date)
    to_month: Mapped[date | None] = mapped_column(Date)
    claimed: Mapped[Money] = mapped_column(Fen, default=Money(0))
    books: Mapped[Money | None] = mapped_column(Fen)
    verified: Mapped[Money | None] = mapped_column(Fen)
    ground: Mapped[str] = mapped_column(String(200), default="")
    seen_claims: Mapped[int] = mapped_column(Integer, default=0)
    recheck: Mapped[bool] = mapped_column(Boolean, default=False)
    paid: Mapped[Money] = mapped_column(Fen, default=Money(0))
    confirmed: Mapped[Money] = mapped_column(Fen, default=Money(0))
    ending: Mapped[Ending | None] = mapped_column(Label(Ending))
    ended_on: Mapped[date | None] = mapped_column(Date)
    ending_proof: Mapped[str] = mapped_column(String(400), default="")
    complaint_id: Mapped[int | None] = mapped_column(index=True)
    synthetic: Mapped[bool] = mapped_column(Boolean, default=False)

    case: Mapped[Case] = relationship()
    worker: Mapped[Worker] = relationship(lazy="joined")

    @property
    def owed(self) -> Money:
        """What is still open: verified (or claimed, before that) less paid; never below zero."""
        due = self.verified if self.verified is not None else self.claimed
        return max(due - self.paid, Money(0))


class Holding(Model):
    """One unit's time with a case. Exactly one is open at every moment of an open case."""

    __tablename__ = "holding"
    __table_args__ = (
        Index(
            "uq_holding_open",
            "case_id",
            unique=True,
            postgresql_where=text("until_at IS NULL"),
            sqlite_where=text("until_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    since_at: Mapped[datetime] = mapped_column(Instant)
    until_at: Mapped[datetime | None] = mapped_column(Instant)


class Assignment(Model):
    """An inspector's part in a case."""

    __tablename__ = "assignment"
    __table_args__ = (
        one_of("part", Part),
        Index(
            "uq_assignment_open",
            "case_id",
            "part",
            unique=True,
            postgresql_where=text("until_at IS NULL"),
            sqlite_where=text("until_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    part: Mapped[Part] = mapped_column(Label(Part))
    since_at: Mapped[datetime] = mapped_column(Instant)
    until_at: Mapped[datetime | None] = mapped_column(Instant)

    officer: Mapped[Officer] = relationship(lazy="joined")


class TimelineEntry(Unchanging, Model):
    """One thing that happened in a case: who, when, what, old and new. Never changed after."""

    __tablename__ = "timeline_entry"
    __table_args__ = (one_of("kind", EntryKind), Index("ix_timeline_entry_case", "case_id", "id"))

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    kind: Mapped[EntryKind] = mapped_column(Label(EntryKind))
    event: Mapped[str] = mapped_column(String(60))
    what_zh: Mapped[str] = mapped_column(String(200))
    what_en: Mapped[str] = mapped_column(String(300))
    changes_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    to_worker: Mapped[bool] = mapped_column(Boolean, default=False)
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[int | None]

    changes = Sealed()
    text = Sealed()

    officer: Mapped[Officer | None] = relationship(lazy="joined")


class Task(Versioned, Model):
    """Something to do in a case, by an officer, by a day."""

    __tablename__ = "task"
    __table_args__ = (
        Index(
            "ix_task_officer",
            "officer_id",
            "due_on",
            postgresql_where=text("done_at IS NULL"),
            sqlite_where=text("done_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    title: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date | None] = mapped_column(Date)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
