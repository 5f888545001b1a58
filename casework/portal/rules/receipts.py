"""How the number of a receipt is read out and written down."""

from __future__ import annotations

_GROUP = 4


def grouped(code: str) -> str:
    """Sixteen digits in four groups."""
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))
