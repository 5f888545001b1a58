"""The table of referrals."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.cases.models.case import Case
from casework.ground.documents.models import Paper
from casework.ground.identity.models import Officer
from casework.kernel.database import Instant, Label, Model, Sealed, Versioned, one_of
from casework.procedure.referrals.terms import ReferralKind, ReferralState

_UNDER_WAY = text("kind = 'police' AND state IN ('prepared', 'approved')")


class Referral(Versioned, Model):
    """A file on its way to another body. ``conduct`` is what an officer entered for the test,
    ``finding`` what the test said when the report was made."""

    __tablename__ = "referral"
    __table_args__ = (
        one_of("kind", ReferralKind),
        one_of("state", ReferralState),
        CheckConstraint("approved_by <> prepared_by", name="decider_is_another"),
        CheckConstraint(
            "kind <> 'police' OR state IN ('prepared', 'withdrawn') OR approved_by IS NOT NULL",
            name="decided_by_one",
        ),
        CheckConstraint("state <> 'refused' OR reason <> ''", name="refused_has_reason"),
        Index(
            "uq_referral_under_way",
            "case_id",
            unique=True,
            postgresql_where=_UNDER_WAY,
            sqlite_where=_UNDER_WAY,
        ),
        Index("ix_referral_case", "case_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[ReferralKind] = mapped_column(Label(ReferralKind))
    state: Mapped[ReferralState] = mapped_column(
        Label(ReferralState), default=ReferralState.PREPARED
    )
    receiver: Mapped[str] = mapped_column(String(120))
    copied_to: Mapped[str] = mapped_column(String(120), default="")
    report_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    conduct_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    finding_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    prepared_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(400), default="")
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), unique=True)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), unique=True)
    sent_on: Mapped[date | None] = mapped_column(Date)
    signed_by: Mapped[str] = mapped_column(String(60), default="")
    last_on: Mapped[date] = mapped_column(Date)
    answer: Mapped[str] = mapped_column(String(1000), default="")

    report = Sealed()
    conduct = Sealed()
    finding = Sealed()

    case: Mapped[Case] = relationship()
    preparer: Mapped[Officer] = relationship(foreign_keys=[prepared_by], lazy="joined")
    approver: Mapped[Officer | None] = relationship(foreign_keys=[approved_by], lazy="joined")
    sheet: Mapped[Paper | None] = relationship(foreign_keys=[sheet_id], lazy="selectin")
    paper: Mapped[Paper | None] = relationship(foreign_keys=[paper_id], lazy="selectin")
