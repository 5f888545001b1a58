"""Tables of workers, employers, projects and the contracting chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.parties.terms import ChainLevel, EmployerKind, Industry, PhoneWay
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


class Worker(Versioned, Model):
    """A person who is owed wages. Name, numbers and address are sealed; exact look-up is blind.

    ``phone_of`` says whose phone it is, when it is not his own.
    """

    __tablename__ = "worker"

    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_index: Mapped[str] = mapped_column(String(64), index=True)
    id_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    id_number_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[str | None] = mapped_column(String(64), index=True)
    phone_of: Mapped[str] = mapped_column(String(60), default="")
    card_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: Said when he filed: never write to this person.
    no_messages: Mapped[bool] = mapped_column(Boolean, default=False)
    birth_year: Mapped[int | None] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(Instant)

    name = Sealed()
    id_number = Sealed()
    phone = Sealed()
    card = Sealed()
    address = Sealed()


class PhoneChange(Unchanging, Model):
    """A worker's number was changed: the old and the new, by which way, by whom and why.

    ``old_of`` says whose the old one was, when it was not his own. Rows are added and never
    changed: triggers in the database say so too.
    """

    __tablename__ = "phone_change"
    __table_args__ = (
        one_of("way", PhoneWay),
        CheckConstraint(
            "way <> 'counter' OR (changed_by IS NOT NULL AND reason_sealed IS NOT NULL)",
            name="counter_has_reason",
        ),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    old_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    new_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    old_of: Mapped[str] = mapped_column(String(60), default="")
    way: Mapped[PhoneWay] = mapped_column(Label(PhoneWay))
    reason_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)

    old = Sealed()
    new = Sealed()
    reason = Sealed()


class Employer(Versioned, Model):
    """A firm or person that owes wages, as far as it is known."""

    __tablename__ = "employer"
    __table_args__ = (one_of("kind", EmployerKind), Index("ix_employer_name", "name"))

    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[EmployerKind] = mapped_column(Label(EmployerKind), default=EmployerKind.UNKNOWN)
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    head: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)


class Project(Versioned, Model):
    """A building project with its contracting chain."""

    __tablename__ = "project"
    __table_args__ = (one_of("industry", Industry), Index("ix_project_name", "area_id", "name"))

    name: Mapped[str] = mapped_column(String(120))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    industry: Mapped[Industry] = mapped_column(Label(Industry), default=Industry.BUILDING)
    address: Mapped[str] = mapped_column(String(200), default="")
    contract_amount: Mapped[Money | None] = mapped_column(Fen)
    made_at: Mapped[datetime] = mapped_column(Instant)

    chain: Mapped[list[ChainLink]] = relationship(
        order_by="ChainLink.position", back_populates="project"
    )


class ChainLink(Model):
    """One employer's place in a project's contracting chain."""

    __tablename__ = "chain_link"
    __table_args__ = (
        UniqueConstraint("project_id", "employer_id", "level"),
        one_of("level", ChainLevel),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    level: Mapped[ChainLevel] = mapped_column(Label(ChainLevel))
    position: Mapped[int] = mapped_column(default=0)

    project: Mapped[Project] = relationship(back_populates="chain")
    employer: Mapped[Employer] = relationship(lazy="joined")
