"""Whom the end of an ID number and a phone point to, when somebody looks for his money."""

from __future__ import annotations

from casework.kernel.terms import Refused

#: So many last characters of the ID number, beside a phone that is in the hand (internal rule).
ID_TAIL = 6


class NotYours(Refused):
    """No money lies there for whoever has proved himself: said of every line alike."""

    zh = "现在没有查到等您领的钱。"
    en = "No money is waiting for you now."


def id_tail(id_number: str | None) -> str | None:
    """The end of an ID number by which its owner is told from others with the same phone."""
    return id_number[-ID_TAIL:].upper() if id_number else None
