"""Sums of the board: the whole is the sum of its parts."""

from __future__ import annotations

from collections.abc import Sequence

from casework.doors.reports.terms import Tally
from casework.kernel.money import Money


def whole(rows: Sequence[Tally], *, name: str) -> Tally:
    """All areas together."""
    return Tally(
        area_id=None,
        name=name,
        supervised=sum(row.supervised for row in rows),
        red=sum(row.red for row in rows),
        yellow=sum(row.yellow for row in rows),
        green=sum(row.green for row in rows),
        no_clock=sum(row.no_clock for row in rows),
        people=sum(row.people for row in rows),
        claimed=Money.total(row.claimed for row in rows),
        verified=Money.total(row.verified for row in rows),
        paid=Money.total(row.paid for row in rows),
        confirmed=Money.total(row.confirmed for row in rows),
    )


def worst_first(rows: Sequence[Tally]) -> list[Tally]:
    """The most overdue first; then the most open; names decide the rest."""
    return sorted(rows, key=lambda row: (-row.overdue, -row.yellow, -row.open, row.name))
