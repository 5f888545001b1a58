"""Numbers counted in whole hundredths: days, hours, months and pieces, never a float."""

from __future__ import annotations

HUNDREDTHS = 100


def number(hundredths: int) -> str:
    """``46``, ``46.5`` or ``0.25``."""
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)
