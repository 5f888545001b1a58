"""How many files may come from one address (an internal rule)."""

from __future__ import annotations

from casework.kernel.terms import Refused

MOST_FILES_OF_AN_ADDRESS_AN_HOUR = 300


class TooManyFiles(Refused):
    """So many files came from this address that it has to wait for the next hour."""

    zh = "从您这里传的文件太多了，请1小时后再传，或带到窗口交。投诉可以先交。"
    en = (
        "Too many files came from where you are. Try in an hour, or bring them to a counter. "
        "The complaint itself can be handed in now."
    )
