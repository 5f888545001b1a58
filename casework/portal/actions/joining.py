"""Do: open the door of a group to whoever has its six digits, and slow down those who guess."""

from __future__ import annotations

from datetime import datetime

from casework.intake import queries as intake
from casework.intake.models import Group
from casework.kernel import crypto
from casework.portal import rules
from casework.portal.actions.tries import count_wrong, hold


def find_door(*, code: str, address: str, now: datetime) -> Group | None:
    """The group with these six digits; None when nothing fits, and that is counted.

    The caller must commit it. Counted are the address, and the part of all codes in which the
    digits lie: guessing from a thousand addresses gets slow too. Receipts have counters of their
    own. Raises TooManyTries.
    """
    digits = "".join(c for c in crypto.normalise(code) if c.isdigit())
    space = digits[: rules.SPACE_DIGITS]
    keys = {
        crypto.blind("wrong_code.join.address", address): rules.FREE_TRIES_OF_AN_ADDRESS,
        crypto.blind("wrong_code.join.space", space): rules.FREE_TRIES_OF_A_SPACE,
    }
    hold(keys, now=now)
    found = intake.find_group_by_code(digits)
    if found is None:
        for key, free in keys.items():
            count_wrong(key, free=free, locks=True, now=now)
    return found
