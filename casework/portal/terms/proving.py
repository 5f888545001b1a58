"""Words of proving who one is: what a one-time code is for, and the window for who has no phone."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class ProofOf(LabelEnum):
    """What a one-time code proves."""

    PERSON = "person", "本人", "who one is"
    PHONE = "phone", "新手机号", "a new phone"


@dataclass(frozen=True)
class Window:
    """Where a worker goes with his identity card: the centre of his area, else the unit."""

    name: str
    address: str
    phone: str
