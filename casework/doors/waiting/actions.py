"""Do: a worker without a receipt proves his phone, and asks for the money that lies there."""

from __future__ import annotations

from datetime import datetime

from casework.doors.proving.actions import send_code_to
from casework.doors.proving.models import OneTimeCode
from casework.doors.waiting import queries, rules
from casework.ground.ledger.actions import holding


def ask_who_looks(*, phone: str, tail: str, token: str, address: str | None, now: datetime) -> str:
    """A code to whatever phone was typed, known or not; gives back what it will open.

    Each guess at an ID number costs one code, and a phone gets few a day. Raises TooManyCodes.
    """
    purpose = queries.purpose_of(phone, tail)
    send_code_to(phone, purpose=purpose, token=token, address=address, now=now)
    return purpose


def want_money(proof: OneTimeCode, *, line_id: int, now: datetime) -> bool:
    """The handler has it to do today, once; False when he had been told. Raises NotYours,
    NothingHeld."""
    line = queries.line_wanted(line_id, queries.seekers(proof))
    if line is None:
        raise rules.NotYours
    return holding.want_money(line, now=now)
