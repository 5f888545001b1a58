"""The table of those who gave a tip, apart from everything else."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Fen, Model, Sealed
from casework.kernel.money import Money


class Tipster(Model):
    """Somebody who gave a tip and said who he is, 劳动保障监察条例9: the identity is kept secret.

    No relationship leads here from the complaint, so no page comes upon it by the way. He is never
    a worker on file and has no line; his ID number has an index of its own, so a search for workers
    does not find him. ``told``: he asked for messages; otherwise nobody writes to him.
    """

    __tablename__ = "tipster"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("from_month <= to_month", name="months_in_order"),
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    id_number_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    id_number_index: Mapped[str | None] = mapped_column(String(64), index=True)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_of_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    from_month: Mapped[date | None] = mapped_column(Date)
    to_month: Mapped[date | None] = mapped_column(Date)
    amount: Mapped[Money | None] = mapped_column(Fen)
    told: Mapped[bool] = mapped_column(Boolean, default=False)

    name = Sealed()
    id_number = Sealed()
    phone = Sealed()
    phone_of = Sealed()
