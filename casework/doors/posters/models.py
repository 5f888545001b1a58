"""The table of posters: sheets with a code that opens the form, place filled in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area, Centre
from casework.ground.parties.terms import Industry
from casework.kernel.database import Instant, Label, Model, one_of


class Poster(Model):
    """One sheet, put up at a counter or on a site. ``starts`` counts how often a form was begun
    from it: a number, and nothing of anybody."""

    __tablename__ = "poster"
    __table_args__ = (
        one_of("industry", Industry),
        CheckConstraint("starts >= 0", name="starts_not_negative"),
        CheckConstraint("(voided_at IS NULL) = (voided_by IS NULL)", name="voided_by_somebody"),
    )

    mark: Mapped[str] = mapped_column(String(16), unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    centre_id: Mapped[int | None] = mapped_column(ForeignKey("centre.id"))
    project: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    industry: Mapped[Industry] = mapped_column(Label(Industry), default=Industry.UNKNOWN)
    starts: Mapped[int] = mapped_column(Integer, default=0)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    area: Mapped[Area] = relationship(lazy="joined")
    centre: Mapped[Centre | None] = relationship(lazy="joined")
    maker: Mapped[Officer] = relationship(lazy="joined", foreign_keys=[made_by])
