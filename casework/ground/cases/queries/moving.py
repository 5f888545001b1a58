"""Which open limits a calendar or a changed law reaches, and where they would end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select, true

from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries.clocks import run
from casework.ground.cases.queries.matters import any_case
from casework.ground.cases.rules import clocks as clock_rules
from casework.ground.cases.terms import (
    ClockState,
)
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import changes
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.entries import Amendment, Statute
from casework.ground.statute.terms.words import Applies, EntryKind
from casework.kernel.database import db

#: A page that says what would move looks at so many; the background does them all.
PREVIEWED = 500


def clocks_touching(year: int) -> list[Clock]:
    """Running clocks whose days reach into a year, or into the week before it, which its notice
    may arrange as well; so many as a page looks at, the earliest due first."""
    query = select(Clock).where(reached_by_year(year))
    return list(db.session.scalars(query.order_by(Clock.due_on, Clock.id).limit(PREVIEWED)))


def reached_by_year(year: int) -> ColumnElement[bool]:
    """Running, with days in the year or in the week before it."""
    return and_(
        Clock.state == ClockState.RUNNING,
        Clock.start_on <= date(year, 12, 31),
        Clock.due_on >= date(year - 1, 12, 20),
    )


def clocks_under(asked: Amendment) -> list[Clock]:
    """Running clocks that another value of an entry reaches, so many as a page looks at, the
    earliest due first."""
    reached = reached_by_law(asked)
    if reached is None:
        return []
    query = select(Clock).where(reached)
    return list(db.session.scalars(query.order_by(Clock.due_on, Clock.id).limit(PREVIEWED)))


def reached_by_law(asked: Amendment) -> ColumnElement[bool] | None:
    """Running, and governed by the entry from its new day on; None when it governs no limit."""
    if not changes.governs_limits(asked.kind, asked.code):
        return None
    reached = [Clock.start_on >= asked.effective_on]
    if asked.applies is Applies.OPEN:
        reached.append(Clock.due_on >= asked.effective_on)
    of_rule = Clock.rule == asked.code if asked.kind is EntryKind.RULE else true()
    return and_(Clock.state == ClockState.RUNNING, or_(*reached), of_rule)


@dataclass(frozen=True)
class Moving:
    """What another calendar, or another law, would make of a clock."""

    clock_id: int
    number: str
    rule: str
    old_on: date
    provisional: bool
    new_on: date
    still_provisional: bool


def moving(calendar: Calendar, *, year: int) -> list[Moving]:
    """The open clocks whose date a calendar would move or make certain; nothing is changed."""
    return _moving(clocks_touching(year), statute.statute(), calendar)


def moving_by_law(asked: Amendment) -> list[Moving]:
    """The open clocks whose date another value of an entry would move; nothing is changed."""
    return _moving(clocks_under(asked), statute.statute_with(asked), statute.calendar())


def _moving(touched: Sequence[Clock], book: Statute, calendar: Calendar) -> list[Moving]:
    found = []
    for row in touched:
        new = clock_rules.work_out(run(row), book, calendar)
        if (new.due_on, new.provisional) != (row.due_on, row.provisional):
            number = any_case(row.case_id).number if row.case_id else ""
            found.append(
                Moving(
                    row.id,
                    number,
                    row.rule,
                    row.due_on,
                    row.provisional,
                    new.due_on,
                    new.provisional,
                )
            )
    return found
