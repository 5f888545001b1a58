"""How long somebody who guesses has to wait, and how long an opened receipt stays open."""

from __future__ import annotations

from datetime import timedelta

from casework.kernel.terms import Refused

#: So many last digits of the phone open a receipt.
PHONE_TAIL = 4
#: Wrong codes that are answered at once: many workers of one site share an address.
FREE_TRIES_OF_AN_ADDRESS = 10
FREE_TRIES_OF_A_CODE = 5
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)
#: After so long without a wrong code the count begins anew.
FORGIVEN_AFTER = timedelta(hours=12)
#: How long a receipt stays open in a browser at the longest, and while nobody touches it.
STAYS_OPEN = timedelta(hours=2)
IDLE_AFTER = timedelta(minutes=30)
_DOUBLINGS = 10
#: So many phones are unsealed for every number, whether or not it leads to anybody.
PHONES_UNSEALED = 200
#: Six digits are few: they are guarded in parts, each by its first digits, whoever tries.
SPACE_DIGITS = 2
FREE_TRIES_OF_A_SPACE = 10
#: So many wrong codes after the free ones shut a counter for a day, where it locks.
_TRIES_BEFORE_THE_LOCK = 10
_LOCK = timedelta(days=1)


class NothingFound(Refused):
    """No receipt with this code and this phone: whatever is wrong, the answer is the same."""

    zh = "没有查到。请核对回执号和手机尾号。"
    en = "Nothing found. Please check the receipt number and the last digits of the phone."


class TooManyTries(Refused):
    """Slower after many wrong codes, whoever asks and whatever the code."""

    zh = "试得太多了，请过一会儿再查。也可以打12333。"
    en = "Too many tries. Please wait a while, or call 12333."


def wait_after(failures: int, *, free: int, locks: bool = False) -> timedelta:
    """How long the next try has to wait: nothing at first, then twice as long each time.

    With ``locks`` it is a day in the end.
    """
    if failures < free:
        return timedelta(0)
    if locks and failures >= free + _TRIES_BEFORE_THE_LOCK:
        return _LOCK
    times: int = 2 ** min(failures - free, _DOUBLINGS)
    return min(_FIRST_WAIT * times, _LONGEST_WAIT)
