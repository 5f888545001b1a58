"""What the statute announces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FigureChanged:
    """A proposed change was approved by a second person and takes effect on a day."""

    proposal_id: int
    entry_kind: str
    entry_id: str
    effective_on: str


@dataclass(frozen=True)
class CalendarLoaded:
    """A year has become official; dates that hung on it are to be worked out again."""

    year: int
