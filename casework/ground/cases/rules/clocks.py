"""The date that follows from the events of a limit, when to warn of it, and its card."""

from __future__ import annotations

from datetime import date, timedelta

from casework.ground.cases.terms import Run
from casework.ground.statute.rules import calendar as statute_calendar
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.calendar import Calendar, Sheet
from casework.ground.statute.terms.entries import Figure, Rule, Statute
from casework.ground.statute.terms.ids import FigureId
from casework.ground.statute.terms.words import Card, Unit

#: The most days for which a limit stands still.
CAP = FigureId.CLOCK_SUSPENSION_CAP


def work_out(run: Run, book: Statute, calendar: Calendar) -> Sheet:
    """The date that follows from the events of a clock, under the rule of its start day.

    A later version that also applies to open limits takes over where the limit is open on its
    first day, and would be so under the new version too: nothing is late by a law that came
    after it. The same events always give the same date: what is stored can be proved.
    Raises UnknownRule, NoStatutoryLength, NoExtension.
    """
    rule, cap = book.rule(run.rule, on=run.start_on), book.figure(CAP, on=run.start_on)
    sheet = _count(run, rule, cap, calendar)
    for turn in book.turns(run.rule, CAP, after=run.start_on):
        later_rule, later_cap = (turn, cap) if isinstance(turn, Rule) else (rule, turn)
        later = _count(run, later_rule, later_cap, calendar)
        if sheet.due_on >= (turn.valid_from or date.min) <= later.due_on:
            sheet, rule, cap = later, later_rule, later_cap
    return sheet


def _count(run: Run, rule: Rule, cap: Figure, calendar: Calendar) -> Sheet:
    if run.term_on is not None:
        rule = rule.with_term((run.term_on - run.start_on).days, Unit.DAY)
    if run.extended_by is not None:
        rule = rule.with_extension(run.extended_by)
    return counting.due(
        rule,
        run.start_at or run.start_on,
        calendar,
        extended=run.extended,
        suspensions=run.suspensions,
        cap=cap.whole,
    )


#: A short limit is warned of, and turns yellow, when this share of it is left.
_SHARE_OF_SHORT = 3


def warning_day(start: date, due: date, calendar: Calendar, *, workdays: int) -> date:
    """The day on which to warn: so many working days before the due date, or a third of a short
    limit before it; never before the day after the start."""
    total = counting.count_workdays(start, due, calendar)
    lead = min(workdays, max(1, total // _SHARE_OF_SHORT))
    return max(_workdays_before(due, lead, calendar), day_after(start))


def yellow_day(start: date, due: date, calendar: Calendar, *, share: int, workdays: int) -> date:
    """The day on which the card turns yellow: one ``share``-th of the limit is left, or so many
    working days, whichever comes first; never before the start."""
    total = counting.count_workdays(start, due, calendar)
    return max(_workdays_before(due, max(total // share, workdays), calendar), start)


def _workdays_before(due: date, number: int, calendar: Calendar) -> date:
    day = due
    while number > 0:
        day -= timedelta(days=1)
        number -= statute_calendar.is_workday(day, calendar)
    return day


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def mark(
    *,
    due_on: date | None,
    yellow_on: date | None,
    people: int,
    overdue_people: int,
    very_late_before: date,
    today: date,
    supervised: bool = False,
) -> Card | None:
    """The card of a case: red once overdue; supervised when very late, or for a crowd.

    ``very_late_before``: due dates before this day are overdue by more than the limit for red.
    None when no clock runs.
    """
    if due_on is None:
        return Card.SUPERVISED if supervised else None
    if supervised or due_on < very_late_before:
        return Card.SUPERVISED
    if due_on < today:
        return Card.SUPERVISED if people >= overdue_people else Card.RED
    if yellow_on is not None and yellow_on <= today:
        return Card.YELLOW
    return Card.GREEN


def very_late_before(today: date, calendar: Calendar, *, workdays: int) -> date:
    """Due dates before this day are overdue by more than so many working days."""
    return _workdays_before(today, workdays, calendar)
