"""Tables of areas, units and service centres."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.offices.terms import AreaKind, BodyKind, Department
from casework.kernel.database import Label, Model, one_of
from casework.kernel.terms import language


class _Named:
    """Has a Chinese and an English name."""

    name_zh: Mapped[str]
    name_en: Mapped[str]

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if language.get() == "en" else self.name_zh


class Area(_Named, Model):
    """The city, a county or zone that handles cases, or a town inside one.

    ``code`` is the GB/T 2260 or statistical code; a zone has an internal one.
    ``short`` is the character that stands in the numbers of papers (兰 in 临兰人社监令字).
    """

    __tablename__ = "area"
    __table_args__ = (one_of("kind", AreaKind),)

    code: Mapped[str] = mapped_column(String(20), unique=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(80))
    short: Mapped[str] = mapped_column(String(4), default="")
    kind: Mapped[AreaKind] = mapped_column(Label(AreaKind))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class Unit(_Named, Model):
    """A department in an area: it holds cases and signs papers.

    ``authority`` is the name that stands on papers.
    """

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("area_id", "department"), one_of("department", Department))

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    department: Mapped[Department] = mapped_column(Label(Department))
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    authority: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")

    area: Mapped[Area] = relationship(lazy="joined")


class Centre(_Named, Model):
    """A service centre for migrant workers: a counter that takes everything."""

    __tablename__ = "centre"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    name_zh: Mapped[str] = mapped_column(String(80), unique=True)
    name_en: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(40))

    area: Mapped[Area] = relationship(lazy="joined")


class ReceivingBody(_Named, Model):
    """A body to which a matter is sent on: where it is, and whether somebody has checked that."""

    __tablename__ = "receiving_body"
    __table_args__ = (UniqueConstraint("area_id", "kind"), one_of("kind", BodyKind))

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind: Mapped[BodyKind] = mapped_column(Label(BodyKind))
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    confirmed: Mapped[bool] = mapped_column(default=False)

    area: Mapped[Area] = relationship(lazy="joined")
