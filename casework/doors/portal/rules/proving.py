"""How long a one-time code lives, how often it may be tried and asked for (internal rules)."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.kernel.terms import Refused

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=5)
MOST_TRIES = 5
MOST_CODES_OF_A_PHONE_A_DAY = 5
MOST_CODES_OF_AN_ADDRESS_AN_HOUR = 20
MOST_FILES_OF_AN_ADDRESS_AN_HOUR = 300
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


class TooManyFiles(Refused):
    """So many files came from this address that it has to wait for the next hour."""

    zh = "从您这里传的文件太多了，请1小时后再传，或带到窗口交。投诉可以先交。"
    en = (
        "Too many files came from where you are. Try in an hour, or bring them to a counter. "
        "The complaint itself can be handed in now."
    )


def may_try(*, sent_at: datetime, tries: int, proven: bool, now: datetime) -> bool:
    """Whether a code is still worth looking at."""
    return not proven and tries < MOST_TRIES and now < sent_at + CODE_LIVES


def holds(proven_at: datetime | None, *, now: datetime) -> bool:
    """Whether who proved himself at that instant still counts as proven."""
    return proven_at is not None and now < proven_at + PROOF_HOLDS
