"""Do: work a clock's date out again, and tell what moved; prove that what is stored follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from casework.ground.cases.actions.clocks import refresh_next_due, set_due, set_warning
from casework.ground.cases.actions.timeline import record
from casework.ground.cases.models.clocks import Clock, ClockRest
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.rules import clocks as clock_rules
from casework.ground.cases.terms import (
    Change,
    ClockBreached,
    ClockMoved,
    ClockState,
    EntryKind,
    Event,
)
from casework.ground.identity.models import Officer
from casework.ground.statute import queries as statute
from casework.ground.statute.models import Proposal
from casework.ground.statute.rules import explaining
from casework.ground.statute.terms.words import Applies
from casework.kernel import alarms
from casework.kernel.alarms import AlarmKind
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce

#: So many clocks are named in an alarm; the page of the machinery lists them all.
_NAMED = 10


def work_out_again(
    clock: Clock, *, event: Event, text: str = "", by: Officer | None, now: datetime
) -> bool:
    """The date after an event that may move it. The timeline says old and new, and why.

    False when nothing has changed. A moved date has its own warning and its own breach.
    """
    db.session.flush()
    old_on, before = clock.due_on, _shown(clock)
    sheet = clocks.sheet(clock)
    clock.rule_from = sheet.rule.valid_from
    if (sheet.due_on, sheet.provisional) == (old_on, clock.provisional):
        return False
    if sheet.due_on == old_on:
        clock.provisional = sheet.provisional
    else:
        set_due(clock, sheet)
        if clock.term_on is None:
            clock.length = sheet.length
        announce(ClockMoved(clock.id, old_on.isoformat(), clock.due_on.isoformat()), now=now)
    db.session.flush()
    _record(clock, event=event, text=text, changes=[_change(clock, before)], by=by, now=now)
    return True


def note(clock: Clock, *, event: Event, text: str = "", by: Officer | None, now: datetime) -> None:
    """What was asked or decided about a clock and moves no date."""
    _record(clock, event=event, text=text, changes=[], by=by, now=now)


def _record(
    clock: Clock,
    *,
    event: Event,
    text: str,
    changes: list[Change],
    by: Officer | None,
    now: datetime,
) -> None:
    if clock.case_id is None:
        return
    case = matters.any_case(clock.case_id)
    refresh_next_due(case)
    rule = statute.statute().rule(clock.rule, on=clock.start_on)
    record(
        case,
        event=event,
        kind=EntryKind.CHANGE,
        changes=changes,
        text="\n".join(part for part in (rule.name_zh, text) if part),
        to_worker=bool(changes),
        by=by,
        now=now,
    )


def _change(clock: Clock, before: str) -> Change:
    return Change("到期日", "due", before, _shown(clock))


def _shown(clock: Clock) -> str:
    return clock.due_on.isoformat() + ("（暂定）" if clock.provisional else "")


def run_on(clock: Clock, *, rested: bool, by: Officer | None, now: datetime) -> None:
    """A limit that ended runs again as its case is opened again: the days used before count,
    423号17 gives no new ones. ``rested``: the days since it ended are left out; other limits,
    such as that for asking the court, have run on meanwhile."""
    ended_on, today = clock.met_on, day_of(now)
    if rested and ended_on is not None and ended_on < today:
        db.session.add(
            ClockRest(clock_id=clock.id, from_on=clock_rules.day_after(ended_on), until_on=today)
        )
    clock.state, clock.met_on, clock.settled_by_closing = ClockState.RUNNING, None, False
    db.session.flush()
    sheet = clocks.sheet(clock)
    used, left = explaining.used_by(sheet, ended_on or today)
    unit = sheet.unit.zh
    text = f"停下以前已用{used}{unit}，还剩{left}{unit}" if rested else ""
    if not work_out_again(clock, event=Event.RUNS_ON, text=text, by=by, now=now):
        note(clock, event=Event.RUNS_ON, text=text, by=by, now=now)
    _look_again(clock, today=today, now=now)


def _look_again(clock: Clock, *, today: date, now: datetime) -> None:
    """The sweep looks at a limit that runs again; one without a day left is overdue at once, and
    its supervisor hears of it anew."""
    if clock.muted:
        return
    if clock.due_on >= today:
        set_warning(clock)
        return
    clock.check_on = None
    announce(ClockBreached(clock_id=clock.id), now=now)


def follow_calendar(clock_id: int, *, year: int, now: datetime) -> bool:
    """The days off of a year are announced: the date of one clock, once. Again changes nothing."""
    clock = lock(Clock, clock_id)
    if clock.state is not ClockState.RUNNING:
        return False
    why = f"{year}年放假安排已公布，按公布的日历重新计算。"
    return work_out_again(clock, event=Event.DATE_MOVED, text=why, by=None, now=now)


def follow_law(clock_id: int, *, change: Proposal, now: datetime) -> bool:
    """An approved change reaches one open limit, once. Again changes nothing; what was overdue
    stays so on record."""
    clock = lock(Clock, clock_id)
    if clock.state is not ClockState.RUNNING:
        return False
    if work_out_again(clock, event=Event.DATE_MOVED, text=_changed(change), by=None, now=now):
        return True
    if clock.check_on is not None and clock.check_on <= clock.due_on:
        set_warning(clock)
    if clock.case_id is not None:
        refresh_next_due(matters.any_case(clock.case_id))
    return False


def _changed(change: Proposal) -> str:
    """``规定从2027-01-01起改：5→3，依据25号令18。这天还没到期的也按新的算。``"""
    old = change.old_value or "—"
    words = f"规定从{change.effective_on.isoformat()}起改：{old}→{change.new_value}"
    also = f"{change.applies.zh}。" if change.applies is Applies.OPEN else ""
    return f"{words}，依据{change.article}。{also}"


def tell_differing(differing: Sequence[str], *, now: datetime) -> None:
    """Stored dates do not follow from their events: an administrator is told, once."""
    alarms.raise_alarm(AlarmKind.DATES_DIFFER, "；".join(differing[:_NAMED]), now=now)


def confirm_alarm(alarm_id: int, *, by: Officer, now: datetime) -> None:
    """An administrator has looked at what an alarm tells of. Raises Missing."""
    alarms.clear(alarm_id, by=by.id, now=now)
