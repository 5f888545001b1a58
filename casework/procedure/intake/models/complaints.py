"""Tables of drafts and complaints, the people in them, and what was decided."""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.terms import Priority
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area, Centre, Unit
from casework.ground.parties.models import Worker
from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel.database import (
    Fen,
    Instant,
    Label,
    Model,
    Sealed,
    Versioned,
    one_of,
)
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.intake.terms import THE_HELPER, Act, Channel, Ground, Kind, State

_WAITING = text("state IN ('received', 'supplement')")


class Draft(Model):
    """Answers that are not handed in yet. Kept by the server at each step, under a code.

    ``visit_id`` is the visit at a kiosk with which they are wiped.
    """

    __tablename__ = "draft"

    code_index: Mapped[str] = mapped_column(String(64), unique=True)
    code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    answers_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    visit_id: Mapped[int | None] = mapped_column(index=True)

    code = Sealed()
    answers = Sealed()


class Complaint(Versioned, Model):
    """One complaint or tip in the register of a county and year.

    ``amount`` None means that the worker does not remember. Who he is stands in ``Claimant``; he
    becomes a registered worker only when an officer accepts the complaint.
    ``traits`` make it pressing, with commas between; ``noted`` are those of them that somebody at
    the desk has seen or heard, ``chosen_priority`` is what a person has set instead of the rule.
    Where somebody else filed for him, ``helper`` names that person, and ``to_helper`` says who
    gets the messages.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        one_of("channel", Channel),
        one_of("kind", Kind),
        one_of("state", State),
        one_of("industry", Industry),
        one_of("employer_kind", EmployerKind),
        one_of("priority", Priority),
        one_of("chosen_priority", Priority),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("from_month <= to_month", name="months_in_order"),
        CheckConstraint("(state = 'accepted') = (case_id IS NOT NULL)", name="accepted_has_case"),
        Index(
            "ix_complaint_waiting",
            "area_id",
            "received_on",
            "id",
            postgresql_where=_WAITING,
            sqlite_where=_WAITING,
        ),
        Index("ix_complaint_employer", "area_id", "employer_text"),
    )

    register_number: Mapped[str] = mapped_column(String(40), unique=True)
    code_index: Mapped[str] = mapped_column(String(64), unique=True)
    code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    assisting_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"))
    channel: Mapped[Channel] = mapped_column(Label(Channel))
    kind: Mapped[Kind] = mapped_column(Label(Kind))
    state: Mapped[State] = mapped_column(Label(State), default=State.RECEIVED)
    employer_text: Mapped[str] = mapped_column(String(120))
    employer_kind: Mapped[EmployerKind] = mapped_column(Label(EmployerKind))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id"), index=True)
    project_text: Mapped[str] = mapped_column(String(120), default="")
    industry: Mapped[Industry] = mapped_column(Label(Industry))
    place: Mapped[str] = mapped_column(String(200), default="")
    from_month: Mapped[date | None] = mapped_column(Date)
    to_month: Mapped[date | None] = mapped_column(Date)
    amount: Mapped[Money | None] = mapped_column(Fen)
    people: Mapped[int | None] = mapped_column(Integer)
    evidence: Mapped[str] = mapped_column(String(200), default="")
    gaps: Mapped[str] = mapped_column(String(200), default="")
    story_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    phone_of: Mapped[str] = mapped_column(String(60), default="")
    helper_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    helper_phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    to_helper: Mapped[bool] = mapped_column(Boolean, default=False)
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_on: Mapped[date] = mapped_column(Date)
    #: So much came from the same place that its sender is to be checked first.
    unverified: Mapped[bool] = mapped_column(Boolean, default=False)
    past_two_years: Mapped[bool] = mapped_column(Boolean, default=False)
    priority: Mapped[Priority] = mapped_column(Label(Priority), default=Priority.ORDINARY)
    chosen_priority: Mapped[Priority | None] = mapped_column(Label(Priority))
    traits: Mapped[str] = mapped_column(String(120), default="")
    noted: Mapped[str] = mapped_column(String(120), default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    muted: Mapped[bool] = mapped_column(Boolean, default=False)
    source_note: Mapped[str] = mapped_column(String(400), default="")
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    @property
    def entered_on(self) -> date:
        """The day on which it was entered; a letter came earlier, on ``received_on``."""
        return day_of(self.received_at)

    code = Sealed()
    story = Sealed()
    helper = Sealed()
    helper_phone = Sealed()

    area: Mapped[Area] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined", foreign_keys=[unit_id])
    assisting_unit: Mapped[Unit | None] = relationship(foreign_keys=[assisting_unit_id])
    centre: Mapped[Centre | None] = relationship()
    taker: Mapped[Officer | None] = relationship()
    claimants: Mapped[list[Claimant]] = relationship(
        order_by="Claimant.position", back_populates="complaint"
    )


class Claimant(Model):
    """One person of a complaint, as he described himself; sealed.

    ``batch``: he came in with others from one spreadsheet, which may be taken out again at once.
    ``came_later``: what the complaint said for all when it was filed is not said for him.
    """

    __tablename__ = "claimant"
    __table_args__ = (
        Index("ix_claimant_person", "complaint_id", "id_number_index"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("from_month <= to_month", name="months_in_order"),
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    id_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    id_number_index: Mapped[str | None] = mapped_column(String(64), index=True)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    from_month: Mapped[date | None] = mapped_column(Date)
    to_month: Mapped[date | None] = mapped_column(Date)
    amount: Mapped[Money | None] = mapped_column(Fen)
    job: Mapped[str] = mapped_column(String(60), default="")
    batch: Mapped[int | None]
    came_later: Mapped[bool] = mapped_column(Boolean, default=False)
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    name = Sealed()
    id_number = Sealed()
    phone = Sealed()

    complaint: Mapped[Complaint] = relationship(back_populates="claimants")
    worker: Mapped[Worker | None] = relationship()

    @property
    def contact(self) -> str | None:
        """The number that messages go to: his own, or for the first of a complaint that of
        whoever filed for him."""
        helped = self.complaint.to_helper and self.position == 1
        found: str | None = self.complaint.helper_phone if helped else self.phone
        return found

    @property
    def contact_of(self) -> str:
        """Whose number that is, when it is not his own."""
        if self.position != 1:
            return ""
        return THE_HELPER if self.complaint.to_helper else self.complaint.phone_of


class DeskAct(Model):
    """One act at this desk: who, when, why, under which article, with which paper."""

    __tablename__ = "complaint_decision"
    __table_args__ = (
        one_of("act", Act),
        one_of("ground", Ground),
        CheckConstraint(
            "act <> 'refused' OR (ground IS NOT NULL AND article <> '' "
            "AND reason_sealed IS NOT NULL)",
            name="refusal_has_reason",
        ),
        Index("ix_complaint_decision_complaint", "complaint_id", "id"),
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    act: Mapped[Act] = mapped_column(Label(Act))
    ground: Mapped[Ground | None] = mapped_column(Label(Ground))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    article: Mapped[str] = mapped_column(String(300), default="")
    receiver: Mapped[str] = mapped_column(String(120), default="")
    receiver_address: Mapped[str] = mapped_column(String(200), default="")
    receiver_phone: Mapped[str] = mapped_column(String(40), default="")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_on: Mapped[date] = mapped_column(Date)
    decided_at: Mapped[datetime] = mapped_column(Instant)
    paper_id: Mapped[int | None]

    reason = Sealed()

    officer: Mapped[Officer | None] = relationship(lazy="joined")


class ComplaintLink(Model):
    """A new complaint of somebody who came too late to join an earlier one, or that the counter
    has linked to it. ``together``: accepted into one case, whichever of them comes first.
    """

    __tablename__ = "complaint_link"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    follows_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    together: Mapped[bool] = mapped_column(Boolean, default=False)
