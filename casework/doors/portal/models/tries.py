"""Wrong codes, counted in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model


class WrongCode(Model):
    """How often a wrong code came from an address, or for a code: by keyed hash, never in clear."""

    __tablename__ = "wrong_code"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
    wait_until: Mapped[datetime] = mapped_column(Instant)
