"""Matters and logs that were closed again before their time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model


class EndedOpening(Model):
    """An opening that its person has ended: a cookie that was kept or copied opens nothing.

    ``key`` is the keyed hash of its ticket; the row is gone when the opening would be over anyway.
    """

    __tablename__ = "ended_opening"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    ended_at: Mapped[datetime] = mapped_column(Instant, index=True)
