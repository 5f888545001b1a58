"""One-time codes and the proofs that they become, wrong codes, and openings that were ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.doors.proving.rules import MOST_TRIES
from casework.doors.proving.terms import ProofOf
from casework.kernel.database import Instant, Label, Model, Sealed, one_of


class OneTimeCode(Model):
    """A code sent to a phone, for one purpose and one browser; the right one becomes the proof.

    ``token`` is the browser's, ``code`` the six digits: both only as keyed hashes. ``purpose`` says
    what it opens: a line of a complaint, a day log, the money that waits for somebody.
    """

    __tablename__ = "one_time_code"
    __table_args__ = (
        one_of("proof_of", ProofOf),
        CheckConstraint(f"tries BETWEEN 0 AND {MOST_TRIES}", name="tries_counted"),
        CheckConstraint("proven_at IS NULL OR tries > 0", name="proven_by_a_try"),
    )

    token_index: Mapped[str] = mapped_column(String(64), unique=True)
    code_index: Mapped[str] = mapped_column(String(64))
    proof_of: Mapped[ProofOf] = mapped_column(Label(ProofOf))
    purpose: Mapped[str] = mapped_column(String(80))
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime] = mapped_column(Instant, index=True)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    proven_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    phone = Sealed()


class WrongCode(Model):
    """How often a wrong code came from an address, or for a code: by keyed hash, never in clear."""

    __tablename__ = "wrong_code"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(Instant, index=True)
    wait_until: Mapped[datetime] = mapped_column(Instant)


class EndedOpening(Model):
    """An opening that its person has ended: a cookie that was kept or copied opens nothing.

    ``key`` is the keyed hash of its ticket; the row is gone when the opening would be over anyway.
    """

    __tablename__ = "ended_opening"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    ended_at: Mapped[datetime] = mapped_column(Instant, index=True)
