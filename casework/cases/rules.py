"""How a case may move, who may work on it, and which card its next date shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from casework.cases.terms import RequestState, Run, Stage
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.statute import rules as law
from casework.statute.terms import Calendar, Card, Nature, Rule, Sheet, Statute, Unit

#: 劳动保障监察条例16: an investigation takes two.
INSPECTORS_NEEDED = 2
#: From so many people on, a case is flagged as a group case on its page.
CROWD_SHOWN_FROM = 10

LIFECYCLE = Lifecycle(
    Stage.FILED,
    [
        Move("begin", (Stage.FILED,), Stage.INVESTIGATING),
        Move("order", (Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED), Stage.ORDERED),
        Move("expire", (Stage.ORDERED,), Stage.EXPIRED),
        Move(
            "close",
            (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED),
            Stage.CLOSED,
        ),
        Move("withdraw", (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED), Stage.WITHDRAWN),
        Move("transfer", (Stage.FILED, Stage.INVESTIGATING), Stage.TRANSFERRED),
        Move("reopen", (Stage.CLOSED,), Stage.INVESTIGATING),
    ],
    ends=(Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED),
)

OPEN = tuple(stage for stage in Stage if stage not in LIFECYCLE.ends)


class TwoInspectorsNeeded(Refused):
    """An investigation is carried out by two inspectors."""

    zh = "调查要由两名监察员共同进行，请选两个不同的人。"
    en = "An investigation takes two inspectors; choose two different persons."
    article = "劳动保障监察条例16"


def check_inspectors(lead_id: int, assistant_id: int) -> None:
    """Two different officers, 劳动保障监察条例16. Raises TwoInspectorsNeeded."""
    if lead_id == assistant_id:
        raise TwoInspectorsNeeded(field="assistant")


#: A request for an extension or a suspension is decided once, by another person.
REQUEST = Lifecycle(
    RequestState.REQUESTED,
    [
        Move("approve", (RequestState.REQUESTED,), RequestState.APPROVED),
        Move("reject", (RequestState.REQUESTED,), RequestState.REJECTED),
    ],
    ends=(RequestState.APPROVED, RequestState.REJECTED),
)


def work_out(run: Run, book: Statute, calendar: Calendar) -> Sheet:
    """The date that follows from the events of a clock, under the rule of its start day.

    The same events always give the same date: what is stored can be proved. Raises UnknownRule,
    NoStatutoryLength, NoExtension.
    """
    rule = book.rule(run.rule, on=run.start_on)
    if run.term_on is not None:
        rule = _by_paper(rule, run.start_on, run.term_on, calendar)
    cap = book.figure("clock.suspension.cap", on=run.start_on).whole
    return law.due(rule, run.start_at or run.start_on, calendar, extended=run.extended,
                   suspensions=run.suspensions, cap=cap)  # fmt: skip


def _by_paper(rule: Rule, start_on: date, term_on: date, calendar: Calendar) -> Rule:
    """The limit with the last day that a paper names; that day stands, also on a rest day."""
    found = rule.with_term((term_on - start_on).days, Unit.DAY)
    if law.is_workday(term_on, calendar):
        return found
    return replace(found, nature=Nature.KEEP)


def next_due(days: Sequence[date | None]) -> date | None:
    """The earliest of the dates that are set."""
    return min((day for day in days if day is not None), default=None)


#: A short limit is warned of, and turns yellow, when this share of it is left.
_SHARE_OF_SHORT = 3


def warning_day(start: date, due: date, calendar: Calendar, *, workdays: int) -> date:
    """The day on which to warn: so many working days before the due date, or a third of a short
    limit before it; never before the day after the start."""
    total = law.count_workdays(start, due, calendar)
    lead = min(workdays, max(1, total // _SHARE_OF_SHORT))
    return max(_workdays_before(due, lead, calendar), day_after(start))


def yellow_day(
    start: date, due: date, calendar: Calendar, *, share: int, workdays: int
) -> date:  # fmt: skip
    """The day on which the card turns yellow: one ``share``-th of the limit is left, or so many
    working days, whichever comes first; never before the start."""
    total = law.count_workdays(start, due, calendar)
    return max(_workdays_before(due, max(total // share, workdays), calendar), start)


def _workdays_before(due: date, number: int, calendar: Calendar) -> date:
    day = due
    while number > 0:
        day -= timedelta(days=1)
        number -= law.is_workday(day, calendar)
    return day


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def mark(
    *, due_on: date | None, yellow_on: date | None, people: int, overdue_people: int,
    very_late_before: date, today: date, supervised: bool = False,
) -> Card | None:  # fmt: skip
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
