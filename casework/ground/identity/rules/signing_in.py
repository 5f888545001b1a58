"""How often one may guess, and how long a sign-in lives.

A guess is counted against who was tried and against the address it came from. The numbers are
security, not law: requirement A3 and A8 of the house.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.kernel.terms import Refused

#: How long a failure counts.
COUNTED_FOR = timedelta(hours=1)
LOCKED_FOR = timedelta(minutes=15)
IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=10)
#: The time of the last request is written no more often than this.
SEEN_EVERY = timedelta(seconds=20)
KEY_LASTS = timedelta(days=3)
DEVICE_KNOWN_FOR = timedelta(days=180)
_LONGEST_DOUBLING = 12


class WrongCredentials(Refused):
    """One answer for everything: unknown, wrong, locked and disabled look the same."""

    zh = "工号或密码不对。输错多次的，要等15分钟再试。"
    en = "Staff number or password is wrong. After many wrong tries, wait 15 minutes."


class WrongKey(Refused):
    """One answer for everything, as for passwords."""

    zh = "工号或一次性口令不对，也可能口令用过了、过期了。请找管理员再要一个。"
    en = "Staff number or one-time key is wrong, used or expired. Ask an administrator again."


class WrongOldPassword(Refused):
    zh = "现在的密码不对。"
    en = "The present password is wrong."
    field = "old"


@dataclass(frozen=True)
class Throttle:
    """So many failures are free; each further one doubles the wait; then all is locked."""

    free: int
    lock_after: int

    def wait(self, failures: int) -> timedelta:
        """How long after the last failure nothing is tried."""
        if failures < self.free:
            return timedelta(0)
        if failures >= self.lock_after:
            return LOCKED_FOR
        doubled = min(failures - self.free, _LONGEST_DOUBLING)
        return min(timedelta(seconds=2**doubled), LOCKED_FOR)


#: For one account, or for one browser that it knows.
ACCOUNT = Throttle(free=3, lock_after=10)
#: For one address: a whole office may sit behind it.
ADDRESS = Throttle(free=20, lock_after=60)


def may_try(failed_at: Sequence[datetime], throttle: Throttle, *, now: datetime) -> bool:
    """Whether a guess is looked at now, after these failures."""
    # a clock that was put back must not shut everybody out until it has caught up
    recent = [at for at in failed_at if timedelta(0) <= now - at < COUNTED_FOR]
    return not recent or now - max(recent) >= throttle.wait(len(recent))


def is_open(
    *, began_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime
) -> bool:
    """Whether a sign-in still counts: not ended, not idle, not too old."""
    return ended_at is None and now - seen_at < IDLE and now - began_at < ABSOLUTE


def plain_key(text: str) -> str:
    """A one-time key as it was made, however it was typed."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if c.isalnum())


def hash_key(key: str) -> str:
    """What is kept of a key. Keys are long and random, so a plain hash is enough."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
