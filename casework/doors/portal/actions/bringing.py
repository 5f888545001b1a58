"""Do: count the files that come from one address."""

from __future__ import annotations

from datetime import datetime

from casework.doors.portal.rules import bringing
from casework.kernel import allowances


def may_bring(files: int, *, address: str, now: datetime) -> bool:
    """Whether so many more files may come from this address in this hour; they are counted."""
    most = bringing.MOST_FILES_OF_AN_ADDRESS_AN_HOUR
    return allowances.take("files", address, most=most, per=allowances.HOUR, number=files, now=now)
