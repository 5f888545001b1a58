"""Who decides whether somebody is the worker on file, and with what."""

from __future__ import annotations

from casework.kernel.terms import Refused


class VerdictReasonNeeded(Refused):
    """Whoever decides who somebody is says what he has looked at."""

    zh = "请写看了什么证件、怎么核对的，会留下记录。"
    en = "Say which papers you looked at; it is kept on record."
    field = "reason"


class IdentityDecided(Refused):
    """Somebody was faster."""

    zh = "这个人的身份刚刚有人核过了。"
    en = "Somebody has just decided who this person is."


def check_verdict(reason: str, *, decided: bool) -> None:
    """Raises VerdictReasonNeeded, IdentityDecided."""
    if decided:
        raise IdentityDecided
    if not reason.strip():
        raise VerdictReasonNeeded
