"""One-time codes, wrong tries and open receipts: how long and how often (internal rules)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.kernel.days import local
from casework.kernel.terms import Refused

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=5)
MOST_TRIES = 5
MOST_CODES_OF_A_PHONE_A_DAY = 5
MOST_CODES_OF_AN_ADDRESS_AN_HOUR = 20
#: How long a proof holds at the longest; an idle browser loses it earlier, with the matter.
PROOF_HOLDS = timedelta(hours=2)
#: Nothing of a code is kept longer than its counters need.
CODE_KEPT = timedelta(days=2)


class CodeNotRight(Refused):
    """A wrong code, an old one, a used one, or one too many: the answer is the same."""

    zh = "验证码不对，或者已过期。可以再发一次。"
    en = "The code is wrong or has expired. You can have another one sent."
    field = "code"


class TooManyCodes(Refused):
    """So many codes went to this phone today that no more are sent."""

    zh = "今天给这个手机发的验证码太多了，请明天再要，或带身份证到窗口办。"
    en = "Too many codes were sent to this phone today. Try tomorrow, or go to a counter."


class TooManyCodesHere(Refused):
    """So many codes were asked for from this address that it has to wait for the next hour."""

    zh = "从您这里要的验证码太多了，请1小时后再要，或带身份证到窗口办。"
    en = "Too many codes were asked for from where you are. Try in an hour, or go to a counter."


def may_try(*, sent_at: datetime, tries: int, proven: bool, now: datetime) -> bool:
    """Whether a code is still worth looking at."""
    return not proven and tries < MOST_TRIES and now < sent_at + CODE_LIVES


def holds(proven_at: datetime | None, *, now: datetime) -> bool:
    """Whether who proved himself at that instant still counts as proven."""
    return proven_at is not None and now < proven_at + PROOF_HOLDS


#: So many last digits of the phone open a receipt.
PHONE_TAIL = 4
#: How long a browser that has opened a code is known by it.
REMEMBERED_FOR = timedelta(days=400)
_FIRST_WAIT = timedelta(seconds=30)
#: How long a receipt stays open in a browser at the longest, and while nobody touches it.
STAYS_OPEN = timedelta(hours=2)
IDLE_AFTER = timedelta(minutes=30)
_DOUBLINGS = 10
_MINUTES_AS_HOURS = 120
_SECONDS_OF_MINUTE = _MINUTES_OF_HOUR = 60
#: After so long without a wrong code the count begins anew.
FORGIVEN_AFTER = timedelta(hours=12)
#: So many phones are unsealed for every number, whether or not it leads to anybody.
PHONES_UNSEALED = 200
#: Six digits are few: they are guarded in parts, each by its first digits, whoever tries.
SPACE_DIGITS = 2
#: So many wrong codes after the free ones shut a counter for a day, where it locks.
_TRIES_BEFORE_THE_LOCK = 10
_LOCK = timedelta(days=1)


@dataclass(frozen=True)
class Patience:
    """How a counter of wrong codes goes: so many are free, then each wait is twice the one before,
    up to the longest; after so long without a wrong one it begins again. With ``locks`` the wait is
    a day in the end."""

    free: int
    longest: timedelta
    forgiven_after: timedelta
    locks: bool = False


#: A code that is there, with wrong tails: it waits for everybody, the right tail too, but not for a
#: browser that has opened it before, and not at the counter.
OF_A_CODE = Patience(5, timedelta(minutes=15), FORGIVEN_AFTER)
#: Many workers of one site share an address: it is slowed, never shut. Only wrong codes are told
#: to wait; a right one opens at once.
OF_AN_ADDRESS = Patience(10, timedelta(minutes=1), timedelta(minutes=15))
#: Six digits are few: the part in which they lie waits, and is locked in the end.
OF_A_SPACE = Patience(10, timedelta(minutes=15), FORGIVEN_AFTER, locks=True)


class NothingFound(Refused):
    """No receipt with this code and this phone: whatever is wrong, the answer is the same."""

    zh = "没有查到。请核对回执号和手机尾号。"
    en = "Nothing found. Please check the receipt number and the last digits of the phone."


class TooManyTries(Refused):
    """After many wrong codes the next try has to wait, and this says until when.

    ``seconds`` is how long from now.
    """

    def __init__(self, until: datetime, *, now: datetime):
        self.seconds = max(1, math.ceil((until - now).total_seconds()))
        self.until = until
        zh, en, at = _length_words(self.seconds, until)
        super().__init__(
            f"输错太多次，请{zh}后再试（{at}以后）。急的话打12333，或带身份证到窗口查。",
            f"Too many wrong tries. Please try again in {en} (after {at}), call 12333, "
            "or bring your ID card to a counter.",
        )


def _length_words(seconds: int, until: datetime) -> tuple[str, str, str]:
    """How long, in Chinese and in English, and the time of day at the end of it."""
    minutes, at = math.ceil(seconds / _SECONDS_OF_MINUTE), f"{local(until):%H:%M}"
    if minutes < _MINUTES_AS_HOURS:
        return f"{minutes}分钟", f"{minutes} minute{'s' if minutes > 1 else ''}", at
    hours = math.ceil(minutes / _MINUTES_OF_HOUR)
    return f"{hours}小时", f"{hours} hours", at


def wait_after(failures: int, patience: Patience) -> timedelta:
    """How long the next try has to wait: nothing at first, then twice as long each time."""
    beyond = failures - patience.free
    if beyond < 0:
        return timedelta(0)
    if patience.locks and beyond >= _TRIES_BEFORE_THE_LOCK:
        return _LOCK
    times: int = 2 ** min(beyond, _DOUBLINGS)
    return min(_FIRST_WAIT * times, patience.longest)
