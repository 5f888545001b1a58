"""Tables of officers, their sign-ins, failed attempts, and readings of personal data."""

from __future__ import annotations

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import Boolean, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.identity.terms import ROLES, AccountState, Permission, Role
from casework.ground.offices.models import Unit
from casework.ground.offices.terms import Reach
from casework.kernel.database import Instant, Label, Model, Sealed, Unchanging, Versioned, one_of


class Officer(Versioned, UserMixin, Model):
    """A person who works with the system, in one unit, with one role."""

    __tablename__ = "officer"
    __table_args__ = (one_of("role", Role), one_of("state", AccountState))

    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    card_number: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    role: Mapped[Role] = mapped_column(Label(Role))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    state: Mapped[AccountState] = mapped_column(Label(AccountState), default=AccountState.INVITED)
    password_hash: Mapped[str | None] = mapped_column(Text)
    email_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)

    email = Sealed()

    # not joined: nearly every row names an officer or two, and hardly a page says of which unit
    unit: Mapped[Unit] = relationship()

    @property
    def area_id(self) -> int:
        return self.unit.area_id

    @property
    def unit_name(self) -> str:
        """The unit's name, in the reader's language."""
        return self.unit.label

    @property
    def is_active(self) -> bool:
        return self.state is AccountState.ACTIVE

    def may(self, permission: Permission) -> bool:
        """Whether the role holds this permission at all; how far is the reach's business."""
        return permission in ROLES[self.role]

    def reach(self, permission: Permission) -> Reach:
        """How far this permission goes. Raises KeyError when the role does not hold it."""
        return Reach(ROLES[self.role][permission], self.unit.area_id, self.unit_id)


class SignIn(Model):
    """One signed-in browser. The cookie holds a random key; here stands only its hash."""

    __tablename__ = "sign_in"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    from_address: Mapped[str] = mapped_column(String(64), default="")
    device: Mapped[str] = mapped_column(String(120), default="")

    officer: Mapped[Officer] = relationship(lazy="joined")


class SignInFailure(Model):
    """A failed attempt, by who was tried (as a blind index) and address: for throttling.

    A browser that the officer knows is counted by itself, so that strangers who guess at the
    account do not shut it out.
    """

    __tablename__ = "sign_in_failure"
    __table_args__ = (
        Index("ix_sign_in_failure_tried", "tried_index", "at"),
        Index("ix_sign_in_failure_address", "from_address", "at"),
    )

    tried_index: Mapped[str] = mapped_column(String(64))
    from_address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)


class KnownDevice(Model):
    """A browser that an officer has signed in from: a lock-out never shuts it out."""

    __tablename__ = "known_device"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    first_at: Mapped[datetime] = mapped_column(Instant)


class Invitation(Model):
    """A one-time key with which an officer sets the own password."""

    __tablename__ = "invitation"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Reading(Unchanging, Model):
    """Somebody read a piece of personal data, or acted on an account: who, what, when, why."""

    __tablename__ = "reading"
    __table_args__ = (Index("ix_reading_subject", "subject_kind", "subject_id", "at"),)

    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    what: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(400), default="")
    from_address: Mapped[str] = mapped_column(String(64), default="")
