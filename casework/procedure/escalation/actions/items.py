"""Do: raise an item for an overdue limit, take it up, answer it, let it rise, resolve it."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import timeline
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import ClockState, EntryKind
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.ids import FigureId
from casework.kernel.database import db, lock, must_be_current
from casework.kernel.days import day_of
from casework.kernel.once import insert_unless_there
from casework.procedure.escalation import queries, rules
from casework.procedure.escalation.models import Item, Rise
from casework.procedure.escalation.terms import (
    Event,
    Level,
    Measure,
    State,
)


def raise_item(clock_id: int, *, now: datetime) -> bool:
    """An item for an overdue clock; False when one is open, or the limit was met meanwhile."""
    clock = lock(Clock, clock_id)
    if clock.state is not ClockState.RUNNING or clock.muted:
        return False
    answer_by = _answer_by(day_of(now))
    first = insert_unless_there(
        Item,
        clock_id=clock.id,
        case_id=clock.case_id,
        area_id=clock.area_id,
        unit_id=clock.unit_id,
        rule=clock.rule,
        due_on=clock.due_on,
        level=_first_level(clock, now),
        state=State.WAITING,
        raised_at=now,
        answer_by_on=answer_by,
        rise_on=_after(answer_by),
        rises=0,
        version=1,
    )
    item = queries.item_of_clock(clock.id, due_on=clock.due_on)
    if not first:
        return _raise_again(item, answer_by, now=now)
    _record(item, Event.RAISED, now=now)
    return True


def _raise_again(item: Item, answer_by: date, *, now: datetime) -> bool:
    """The case was opened again and its limit has no day left: what was resolved waits anew."""
    if item.state is not State.RESOLVED:
        return False
    item.state = rules.LIFECYCLE.after(item.state, "raise_again")
    item.taken_by, item.resolved_at = None, None
    item.answer_by_on, item.rise_on = answer_by, _after(answer_by)
    _record(item, Event.RAISED, now=now)
    return True


def _first_level(clock: Clock, now: datetime) -> Level:
    crowd = statute.statute().figure(FigureId.CROWD_CITY_PEOPLE, on=day_of(now)).whole
    people = matters.any_case(clock.case_id).people if clock.case_id else 0
    return rules.first_level(people=people, city_people=crowd)


def _answer_by(today: date) -> date:
    return counting.add_workdays(today, rules.ANSWER_WORKDAYS, statute.calendar())


def _after(day: date) -> date:
    return counting.add_workdays(day, 1, statute.calendar())


def take_up(item: Item, *, seen: int, by: Officer, now: datetime) -> None:
    """Says that this supervisor deals with it. Raises NotYourLevel, NoSuchMove, Conflict."""
    must_be_current(item, seen=seen, fields=("state",))
    rules.check_level(item.level, scope=by.reach(Permission.SUPERVISE).scope)
    item.state = rules.LIFECYCLE.after(item.state, "take_up")
    item.taken_by = by.id
    _record(item, Event.TAKEN_UP, by=by, now=now)


def answer(
    item: Item,
    *,
    measure: Measure,
    words: str,
    due_on: date,
    seen: int,
    by: Officer,
    now: datetime,
) -> None:
    """What is done and by when; on the day after, an unmet limit rises.

    Raises NotYourLevel, AnswerNeeded, DueDayPast, NoSuchMove, Conflict.
    """
    must_be_current(item, seen=seen, fields=("state",))
    rules.check_level(item.level, scope=by.reach(Permission.SUPERVISE).scope)
    rules.check_answer(words, due_on=due_on, today=day_of(now))
    item.state = rules.LIFECYCLE.after(item.state, "answer")
    item.answered_by, item.answered_at = by.id, now
    item.measure, item.measure_due_on, item.words = measure, due_on, words
    item.rise_on = _after(due_on)
    if measure is Measure.SUPERVISE and item.case_id is not None:
        matters.any_case(item.case_id).supervised = True
    _record(item, Event.ANSWERED, text=f"{measure.label}：{words}", by=by, now=now)


def rise(item_id: int, *, on: date, now: datetime) -> bool:
    """One level up, or resolved when the limit was met. False when its day has not come."""
    item = lock(Item, item_id)
    if item.state is State.RESOLVED or item.rise_on > on:
        return False
    if item.clock.state is not ClockState.RUNNING:
        return resolve(item, now=now)
    item.level = rules.next_level(item.level)
    item.state = rules.LIFECYCLE.after(item.state, "rise")
    item.rises += 1
    item.taken_by = None
    item.answer_by_on = _answer_by(on)
    item.rise_on = _after(item.answer_by_on)
    db.session.add(Rise(item_id=item.id, number=item.rises, to_level=item.level, at=now))
    _record(item, Event.RISEN, text=item.level.label, now=now)
    return True


def resolve(item: Item, *, why: str = "", now: datetime) -> bool:
    """The limit was met or no longer applies. Doing it again changes nothing."""
    if item.state is State.RESOLVED:
        return False
    item.state = rules.LIFECYCLE.after(item.state, "resolve")
    item.resolved_at = now
    _record(item, Event.RESOLVED, text=why, now=now)
    return True


def resolve_met(clock_id: int, *, met_on: date, in_time: bool, now: datetime) -> None:
    """What an overdue limit asked for is done: its open items are resolved, with the reason."""
    day = met_on.isoformat()
    why = f"{day}在期限内已办到，事后才登记，不算超期" if in_time else f"{day}办到"
    for item in queries.open_items_of_clock(clock_id):
        resolve(item, why=why, now=now)


def _record(
    item: Item, event: Event, *, text: str = "", by: Officer | None = None, now: datetime
) -> None:
    if item.case_id is None:
        return
    case = matters.any_case(item.case_id)
    kind = EntryKind.STEP if by else EntryKind.SYSTEM
    timeline.record(case, event=event, kind=kind, text=text, by=by, now=now)
