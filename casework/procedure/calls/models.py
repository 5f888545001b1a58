"""What the kiosks of a service centre ask of its window."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.ground.identity.models import Officer
from casework.ground.offices.models import Centre
from casework.kernel.database import Instant, Label, Model, one_of
from casework.procedure.calls.terms import Wish
from casework.procedure.intake.models.complaints import Complaint

_OPEN = text("answered_at IS NULL")


class WindowCall(Model):
    """Somebody rings from a kiosk, or his receipt did not come out of the printer there.

    It says which complaint to print again, and nothing about anybody.
    """

    __tablename__ = "window_call"
    __table_args__ = (
        one_of("wish", Wish),
        CheckConstraint(
            "(wish = 'print') = (complaint_id IS NOT NULL)", name="print_has_complaint"
        ),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)", name="answered_by_somebody"
        ),
        Index(
            "ix_window_call_open",
            "centre_id",
            "made_at",
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
    )

    centre_id: Mapped[int] = mapped_column(ForeignKey("centre.id"))
    wish: Mapped[Wish] = mapped_column(Label(Wish))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    centre: Mapped[Centre] = relationship(lazy="joined")
    complaint: Mapped[Complaint | None] = relationship()
    officer: Mapped[Officer | None] = relationship()
