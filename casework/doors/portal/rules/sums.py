"""What is owed, worked out from rates, days and what was paid already; to the fen."""

from __future__ import annotations

from casework.doors.portal.terms.asking import Stretch, Sum
from casework.kernel.amounts import LARGEST_FEN
from casework.kernel.hundredths import HUNDREDTHS
from casework.kernel.money import Money
from casework.kernel.terms import Refused


class NothingLeft(Refused):
    """What was paid is as much as was earned, or more."""

    zh = "已经给的不少于应得的，请再看一遍。"
    en = "At least as much was paid as was earned; please check the figures."
    field = "paid"


class TooMuch(Refused):
    """The sum is larger than any amount that is taken."""

    zh = "算出来超过1亿元，请再看一遍。"
    en = "The sum is over 100 million yuan; please check the figures."
    field = "amount"


def earned(stretch: Stretch) -> Money:
    """Rate × number, rounded down to the fen."""
    return stretch.rate.share(stretch.hundredths, HUNDREDTHS)


def owed(given: Sum) -> Money:
    """All stretches less what was paid. Raises NothingLeft, TooMuch."""
    left = Money.total(earned(stretch) for stretch in given.stretches) - given.paid
    if left <= Money(0):
        raise NothingLeft
    if left.fen > LARGEST_FEN:
        raise TooMuch
    return left
