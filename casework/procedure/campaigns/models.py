"""Tables of campaigns, their targets and findings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Case
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area
from casework.ground.parties.models import Employer
from casework.kernel.database import Fen, Instant, Label, Model, Sealed, Versioned, one_of
from casework.kernel.money import Money
from casework.procedure.campaigns.terms import Filing, Ground, Result, Season, State


class Campaign(Versioned, Model):
    """One season's special inspection in one area: the key opens it exactly once."""

    __tablename__ = "campaign"
    __table_args__ = (
        Unique("area_id", "year", "season"),
        one_of("season", Season),
        one_of("state", State),
        CheckConstraint("opens_on <= closes_on", name="days_in_order"),
    )

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    year: Mapped[int]
    season: Mapped[Season] = mapped_column(Label(Season))
    opens_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)
    state: Mapped[State] = mapped_column(Label(State), default=State.OPEN)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    targets_listed_at: Mapped[datetime | None] = mapped_column(Instant)

    area: Mapped[Area] = relationship(lazy="joined")


class Target(Versioned, Model):
    """An employer to be visited in a campaign, and why."""

    __tablename__ = "target"
    __table_args__ = (Unique("campaign_id", "employer_id"), one_of("ground", Ground))

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    ground: Mapped[Ground] = mapped_column(Label(Ground))
    open_cases: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)
    owed: Mapped[Money] = mapped_column(Fen, default=Money(0))
    inspected_before_on: Mapped[date | None] = mapped_column(Date)

    campaign: Mapped[Campaign] = relationship()
    employer: Mapped[Employer] = relationship(lazy="joined")


class Finding(Versioned, Model):
    """The result of one visit by two inspectors."""

    __tablename__ = "finding"
    __table_args__ = (
        Unique("target_id"),
        one_of("result", Result),
        one_of("filing", Filing),
        CheckConstraint("inspector_id <> companion_id", name="two_inspectors"),
        CheckConstraint(
            "approved_by IS NULL OR (approved_by <> inspector_id AND approved_by <> companion_id)",
            name="approver_is_another",
        ),
        CheckConstraint(
            "filing NOT IN ('filed', 'joined') OR case_id IS NOT NULL", name="filed_has_case"
        ),
        Index("ix_finding_rectify", "rectify_by_on"),
    )

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    inspected_on: Mapped[date] = mapped_column(Date)
    inspector_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    companion_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    result: Mapped[Result] = mapped_column(Label(Result))
    people: Mapped[int | None]
    amount: Mapped[Money | None] = mapped_column(Fen)
    text_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    suspicion: Mapped[str] = mapped_column(String(400), default="")
    rectify_by_on: Mapped[date | None] = mapped_column(Date)
    filing: Mapped[Filing] = mapped_column(Label(Filing))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    text = Sealed()

    target: Mapped[Target] = relationship()
    case: Mapped[Case | None] = relationship()
    inspector: Mapped[Officer] = relationship(foreign_keys=[inspector_id], lazy="joined")
    companion: Mapped[Officer] = relationship(foreign_keys=[companion_id], lazy="joined")
