"""How much comes from one place before it is looked at last. All figures are internal and generous:
many workers of a site share one address. Nobody is turned away beyond them."""

from __future__ import annotations

from casework.kernel.terms import Refused

MOST_FILED_FROM_AN_ADDRESS_AN_HOUR = 15
MOST_FILED_FROM_AN_ADDRESS_A_DAY = 40
MOST_FILED_WITH_A_PHONE_A_DAY = 5
#: Messages to a phone that nobody has proved, before anybody has looked at the matter.
MOST_TEXTS_TO_A_PHONE_A_DAY = 5


class HowCheckedNeeded(Refused):
    """Whoever takes the mark away says what he has found out; ours."""

    zh = "请写怎么核实的，会留下记录。"
    en = "Say how you checked it; it is kept on record."
    field = "how"


class NotToBeChecked(Refused):
    """Somebody has checked it, or the sender has proved his phone; ours."""

    zh = "这一件已经核实过了，不用再核。"
    en = "This complaint has been checked already."


def check_cleared(how: str, *, unverified: bool) -> None:
    """Raises HowCheckedNeeded, NotToBeChecked."""
    if not unverified:
        raise NotToBeChecked
    if not how.strip():
        raise HowCheckedNeeded
