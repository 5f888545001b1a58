"""When two descriptions are of one person, and what a new phone number needs."""

from __future__ import annotations

from casework.kernel.terms import Refused


class PhoneReasonNeeded(Refused):
    """At the counter a phone changes with a reason: what was looked at, and what he says."""

    zh = "换手机号要写明怎么核对的本人，会留下记录。"
    en = "Say how the person's identity was checked; a new phone number is kept with its reason."
    field = "reason"


def check_phone_reason(reason: str, *, at_counter: bool) -> None:
    """Raises PhoneReasonNeeded."""
    if at_counter and not reason.strip():
        raise PhoneReasonNeeded


def agrees(*, name: str, phone: str | None, known_name: str, known_phone: str | None) -> bool:
    """Whether somebody who gives a known ID number gives the known name and phone too.

    The number finds a worker and does not prove him: a phone where none was known is another
    phone. Whoever gives none changes nothing.
    """
    same_name = "".join(name.split()) == "".join(known_name.split())
    return same_name and (not phone or phone == known_phone)
