"""Rows of the board."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.money import Money


@dataclass(frozen=True)
class Tally:
    """Open cases of one area, or of all: by card, people, and money."""

    area_id: int | None
    name: str
    supervised: int
    red: int
    yellow: int
    green: int
    no_clock: int
    people: int
    claimed: Money
    verified: Money
    paid: Money
    confirmed: Money

    @property
    def overdue(self) -> int:
        """Supervised cases are overdue too, or were put under supervision by hand."""
        return self.supervised + self.red

    @property
    def open(self) -> int:
        return self.supervised + self.red + self.yellow + self.green + self.no_clock
