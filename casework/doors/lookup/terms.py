"""What a number may open beside a matter and a draft."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OpenedLog:
    """A day log that its code and phone have opened."""

    log_id: int
