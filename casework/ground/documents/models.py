"""Tables of papers and of the attempts at their service."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
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

from casework.ground.cases.models.case import Case
from casework.ground.documents.terms.fields import Body
from casework.ground.documents.terms.kinds import Kind, Outcome, State, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Unit
from casework.kernel.database import Instant, Label, Model, Sealed, Versioned, one_of
from casework.kernel.unreadable import loaded


class Paper(Versioned, Model):
    """One legal paper, from draft to service.

    ``content`` is its body as JSON, sealed: papers name workers. Number, day and file appear at
    issue and never change after; ``sha256`` is that of the printed PDF.
    """

    __tablename__ = "paper"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", State),
        UniqueConstraint("series", "serial"),
        CheckConstraint("approved_by <> drafted_by", name="approver_is_another"),
        CheckConstraint(
            "state NOT IN ('issued', 'served') OR (issued_on IS NOT NULL"
            " AND issued_by IS NOT NULL AND file_key IS NOT NULL AND sha256 IS NOT NULL)",
            name="issued_is_printed",
        ),
        CheckConstraint(
            "state NOT IN ('drafted', 'approved') OR (number IS NULL AND issued_on IS NULL)",
            name="draft_has_no_number",
        ),
        CheckConstraint("state <> 'approved' OR approved_by IS NOT NULL", name="approved_by_one"),
        CheckConstraint("state <> 'void' OR void_reason <> ''", name="void_has_reason"),
        CheckConstraint("(state = 'served') = (served_on IS NOT NULL)", name="served_has_date"),
        CheckConstraint("(serial IS NULL) = (number IS NULL)", name="number_has_serial"),
        Index("ix_paper_case", "case_id", "id"),
        Index("ix_paper_unit_state", "unit_id", "state", "id"),
        Index("ix_paper_complaint", "complaint_id"),
    )

    kind: Mapped[Kind] = mapped_column(Label(Kind))
    state: Mapped[State] = mapped_column(Label(State), default=State.DRAFTED)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    complaint_id: Mapped[int | None]
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    officer_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    drafted_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    opinion: Mapped[str] = mapped_column(String(400), default="")
    series: Mapped[str | None] = mapped_column(String(120))
    serial: Mapped[int | None] = mapped_column(Integer)
    number: Mapped[str | None] = mapped_column(String(60), unique=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    issued_on: Mapped[date | None] = mapped_column(Date)
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    term_on: Mapped[date | None] = mapped_column(Date)
    served_on: Mapped[date | None] = mapped_column(Date)
    file_key: Mapped[str | None] = mapped_column(String(80))
    sha256: Mapped[str | None] = mapped_column(String(64))
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    void_reason: Mapped[str] = mapped_column(String(400), default="")

    content = Sealed()

    unit: Mapped[Unit] = relationship(lazy="joined")
    case: Mapped[Case | None] = relationship()
    drafter: Mapped[Officer] = relationship(foreign_keys=[drafted_by], lazy="joined")
    approver: Mapped[Officer | None] = relationship(foreign_keys=[approved_by], lazy="joined")

    @property
    def body(self) -> Any:
        """The content, as the body class of this kind."""
        return self.kind.form.body.from_json(loaded(self.content))

    @body.setter
    def body(self, body: Body) -> None:
        self.content = json.dumps(body.to_json(), ensure_ascii=False)


class Service(Model):
    """One attempt to bring a paper to its addressee. Never changed, but for an announcement
    that has run out or been overtaken. Names and addresses in it are sealed."""

    __tablename__ = "service"
    __table_args__ = (
        one_of("way", Way),
        one_of("outcome", Outcome),
        CheckConstraint(
            "(outcome IN ('failed', 'overtaken')) = (served_on IS NULL)", name="served_has_date"
        ),
        Index("ix_service_paper", "paper_id", "id"),
        Index(
            "ix_service_pending",
            "served_on",
            postgresql_where=text("outcome = 'pending'"),
            sqlite_where=text("outcome = 'pending'"),
        ),
    )

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    way: Mapped[Way] = mapped_column(Label(Way))
    outcome: Mapped[Outcome] = mapped_column(Label(Outcome))
    happened_on: Mapped[date] = mapped_column(Date)
    served_on: Mapped[date | None] = mapped_column(Date)
    details_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    details = Sealed()

    paper: Mapped[Paper] = relationship()
    recorder: Mapped[Officer] = relationship(lazy="joined")

    @property
    def facts(self) -> ServiceFacts:
        """What was recorded of the attempt."""
        return ServiceFacts(way=self.way, on=self.happened_on, **loaded(self.details))
