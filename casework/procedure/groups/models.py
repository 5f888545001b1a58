"""Tables of group complaints: the code by which workmates join, who came by it, who speaks."""

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
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.identity.models import Officer
from casework.kernel.database import Instant, Label, Model, Sealed, Unchanging, one_of
from casework.procedure.groups.terms import GroupEvent, GroupState, JoinWay, RepresentativeState
from casework.procedure.intake.models.complaints import Claimant, Complaint


class Group(Model):
    """集体投诉: a complaint that workmates may join, by six digits or by a long token in a QR code.

    ``issue`` counts the codes: an answer begun under an old code is not taken under a new one.
    """

    __tablename__ = "complaint_group"
    __table_args__ = (one_of("state", GroupState), CheckConstraint("issue > 0", name="issue_known"))

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    state: Mapped[GroupState] = mapped_column(Label(GroupState), default=GroupState.OPEN)
    issue: Mapped[int] = mapped_column(Integer, default=1)
    code_index: Mapped[str] = mapped_column(String(64), unique=True)
    code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    token_index: Mapped[str] = mapped_column(String(64), unique=True)
    token_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    until_on: Mapped[date] = mapped_column(Date)
    opened_at: Mapped[datetime] = mapped_column(Instant)

    code = Sealed()
    token = Sealed()

    complaint: Mapped[Complaint] = relationship()


class Joining(Model):
    """How one workmate came in, and the receipt that is his alone.

    ``address_index`` is the keyed hash of the address it came from; ``unchecked`` marks one of a
    flood from one address, for the clerk to look at.
    """

    __tablename__ = "joining"
    __table_args__ = (
        one_of("way", JoinWay),
        Index("ix_joining_address", "address_index", "joined_at"),
    )

    group_id: Mapped[int] = mapped_column(ForeignKey("complaint_group.id"), index=True)
    claimant_id: Mapped[int] = mapped_column(ForeignKey("claimant.id"), unique=True)
    way: Mapped[JoinWay] = mapped_column(Label(JoinWay))
    code_index: Mapped[str] = mapped_column(String(64), unique=True)
    code_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_index: Mapped[str] = mapped_column(String(64), default="")
    unchecked: Mapped[bool] = mapped_column(Boolean, default=False)
    joined_at: Mapped[datetime] = mapped_column(Instant)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    code = Sealed()

    claimant: Mapped[Claimant] = relationship()
    group: Mapped[Group] = relationship()


class Representative(Model):
    """One who speaks for the group, 25号令12: he is asked, and answers himself."""

    __tablename__ = "representative"
    __table_args__ = (one_of("state", RepresentativeState), UniqueConstraint("claimant_id"))

    group_id: Mapped[int] = mapped_column(ForeignKey("complaint_group.id"), index=True)
    claimant_id: Mapped[int] = mapped_column(ForeignKey("claimant.id"))
    state: Mapped[RepresentativeState] = mapped_column(Label(RepresentativeState))
    since_at: Mapped[datetime] = mapped_column(Instant)

    claimant: Mapped[Claimant] = relationship()


class GroupAct(Unchanging, Model):
    """One thing that happened to a group: what, when, by whose hand, about whom."""

    __tablename__ = "group_act"
    __table_args__ = (one_of("event", GroupEvent), Index("ix_group_act_group", "group_id", "id"))

    group_id: Mapped[int] = mapped_column(ForeignKey("complaint_group.id"))
    event: Mapped[GroupEvent] = mapped_column(Label(GroupEvent))
    at: Mapped[datetime] = mapped_column(Instant)
    claimant_id: Mapped[int | None] = mapped_column(ForeignKey("claimant.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    claimant: Mapped[Claimant | None] = relationship()
    officer: Mapped[Officer | None] = relationship()
