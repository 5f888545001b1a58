"""Words of proving who one is: what a one-time code is for, and the window for who has no phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.kernel.terms import LabelEnum


class ProofOf(LabelEnum):
    """What a one-time code proves."""

    PERSON = "person", "本人", "who one is"
    PHONE = "phone", "新手机号", "a new phone"


@dataclass(frozen=True)
class Asking:
    """From where somebody tries a code. ``address`` is None where many come one after the other,
    at a kiosk; ``browser`` is set when it has opened this very code before; at the counter an
    officer has seen who stands before him."""

    address: str | None
    browser: str | None = None
    at_counter: bool = False


@dataclass(frozen=True)
class Window:
    """Where a worker goes with his identity card: the centre of his area, else the unit."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True)
class Seeing:
    """A receipt that was opened in this browser, whose line, and until when it stays open."""

    complaint_id: int
    claimant_id: int | None
    until: datetime

    @property
    def purpose(self) -> str:
        """What a one-time code opens here: this line and no other."""
        return f"line:{self.complaint_id}:{self.claimant_id or 0}"
