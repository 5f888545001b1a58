"""Tables of interviews, ended investigations, orders to pay and decisions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
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

from casework.ground.cases.models.case import Case, Line
from casework.ground.documents.models import Paper
from casework.ground.identity.models import Officer
from casework.ground.parties.models import Employer
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
from casework.procedure.inspections.terms import (
    DecisionKind,
    OrderKind,
    Outcome,
    ReadBack,
    Relation,
)


class Interview(Model):
    """One person heard by two officers. The note is printed as a paper; it is never changed."""

    __tablename__ = "interview"
    __table_args__ = (
        one_of("relation", Relation),
        one_of("read_back", ReadBack),
        CheckConstraint("first_id <> second_id", name="two_officers"),
        CheckConstraint("signed OR refusal <> ''", name="signed_or_why_not"),
        Index("ix_interview_case", "case_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    held_on: Mapped[date] = mapped_column(Date)
    person_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    relation: Mapped[Relation] = mapped_column(Label(Relation))
    first_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    read_back: Mapped[ReadBack] = mapped_column(Label(ReadBack))
    signed: Mapped[bool]
    refusal: Mapped[str] = mapped_column(String(200), default="")
    written_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)

    person = Sealed()
    text = Sealed()

    first: Mapped[Officer] = relationship(foreign_keys=[first_id], lazy="joined")
    second: Mapped[Officer] = relationship(foreign_keys=[second_id], lazy="joined")


class Investigation(Model):
    """The report that ended an investigation; ``resumed_at`` when the case was opened again."""

    __tablename__ = "investigation"
    __table_args__ = (
        Index(
            "uq_investigation_standing",
            "case_id",
            unique=True,
            postgresql_where=text("resumed_at IS NULL"),
            sqlite_where=text("resumed_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    finished_on: Mapped[date] = mapped_column(Date)
    report_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    finished_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    finished_at: Mapped[datetime] = mapped_column(Instant)
    resumed_at: Mapped[datetime | None] = mapped_column(Instant)

    report = Sealed()


class Order(Versioned, Model):
    """A paper that tells somebody to pay by a day: an order, or a decision.

    ``served_on`` begins its term; ``outcome`` says how the term ended.
    """

    __tablename__ = "pay_order"
    __table_args__ = (
        one_of("kind", OrderKind),
        one_of("outcome", Outcome),
        CheckConstraint("amount > 0", name="amount_positive"),
        CheckConstraint("(outcome IS NULL) = (ended_on IS NULL)", name="ended_has_date"),
        CheckConstraint(
            "outcome NOT IN ('met', 'expired') OR served_on IS NOT NULL",
            name="term_begins_with_service",
        ),
        Index("ix_pay_order_case", "case_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[OrderKind] = mapped_column(Label(OrderKind))
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    amount: Mapped[Money] = mapped_column(Fen)
    term_on: Mapped[date] = mapped_column(Date)
    served_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[Outcome | None] = mapped_column(Label(Outcome))
    ended_on: Mapped[date | None] = mapped_column(Date)

    case: Mapped[Case] = relationship()
    paper: Mapped[Paper] = relationship(lazy="selectin")
    addressee: Mapped[Employer] = relationship(lazy="joined")
    parts: Mapped[list[OrderPart]] = relationship(order_by="OrderPart.id")


class OrderPart(Unchanging, Model):
    """What one worker is to receive under an order, and what is to be paid before it: what he had,
    and what older orders that stand still ask for him. It is about the first ``seen_claims`` rows
    of what he says; None: that was not kept.
    """

    __tablename__ = "pay_order_part"
    __table_args__ = (
        UniqueConstraint("order_id", "line_id"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("pay_order.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
    amount: Mapped[Money] = mapped_column(Fen)
    paid_before: Mapped[Money] = mapped_column(Fen)
    seen_claims: Mapped[int | None] = mapped_column(Integer)

    line: Mapped[Line] = relationship(lazy="joined")


class Decision(Versioned, Model):
    """From the prior notice, over the party's statement, to the decision and its term."""

    __tablename__ = "decision"
    __table_args__ = (
        one_of("kind", DecisionKind),
        CheckConstraint("(statement_sealed IS NULL) = (heard_on IS NULL)", name="heard_has_date"),
        Index("ix_decision_case", "case_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[DecisionKind] = mapped_column(Label(DecisionKind))
    addressee_id: Mapped[int] = mapped_column(ForeignKey("employer.id"))
    amount: Mapped[Money] = mapped_column(Fen)
    notice_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    statement_until: Mapped[date] = mapped_column(Date)
    statement_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    heard_on: Mapped[date | None] = mapped_column(Date)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("pay_order.id"), unique=True)

    statement = Sealed()
    answer = Sealed()

    notice: Mapped[Paper] = relationship(lazy="selectin")
    addressee: Mapped[Employer] = relationship(lazy="joined")
    order: Mapped[Order | None] = relationship(lazy="joined")

    parts: Mapped[list[DecisionPart]] = relationship(order_by="DecisionPart.id")

    @property
    def served_on(self) -> date | None:
        return self.order.served_on if self.order else None

    @property
    def expired(self) -> bool:
        """Served, its term over, and not paid: what a deposit claim needs."""
        return self.order is not None and self.order.outcome is Outcome.EXPIRED


class DecisionPart(Model):
    """Whose wages a prior notice, and then the decision, is about."""

    __tablename__ = "decision_part"
    __table_args__ = (UniqueConstraint("decision_id", "line_id"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("line.id"), index=True)
