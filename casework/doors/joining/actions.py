"""Do: open the door of a group to whoever has its six digits, and slow down those who guess."""

from __future__ import annotations

from datetime import datetime

from casework.doors.proving import rules as tries
from casework.doors.proving.actions import count_wrong, forgive, hold, slow_down
from casework.kernel import crypto
from casework.procedure.groups import queries as groups
from casework.procedure.groups.models import Group


def find_door(*, code: str, address: str | None, now: datetime) -> Group | None:
    """The group with these six digits; None when nothing fits, and that is counted.

    The caller must commit it, also when TooManyTries is raised. Counted are the part of all codes
    in which the digits lie, which waits for everybody and is locked in the end (guessing from a
    thousand addresses gets slow too), and the address, which only slows who is wrong; None where
    the place is known to be busy. Receipts have counters of their own. Raises TooManyTries.
    """
    digits = "".join(c for c in crypto.normalise(code) if c.isdigit())
    space = crypto.blind("wrong_code.join.space", digits[: tries.SPACE_DIGITS])
    here = crypto.blind("wrong_code.join.address", address or "")
    hold(space, now=now)
    found = groups.find_group_by_code(digits)
    if found is not None:
        forgive(here)
        return found
    count_wrong(space, tries.OF_A_SPACE, now=now)
    if address is not None:
        slow_down(here, now=now)
    return None
