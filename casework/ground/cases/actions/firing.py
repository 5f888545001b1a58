"""Do: warn before a limit ends and raise its breach, each exactly once."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions.timeline import record
from casework.ground.cases.models.clocks import Clock, ClockFiring
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import clocks
from casework.ground.cases.terms import (
    ClockBreached,
    ClockStage,
    ClockState,
    EntryKind,
    Event,
)
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.once import insert_unless_there


def check_clock(clock_id: int, *, on: date, now: datetime) -> None:
    """Warns before the due date and raises the breach after it, each exactly once.

    A slot is claimed first, so a second sweep, or the same one run again, finds it taken. One
    stage at a time: a sweep that comes late still warns first, and says that it was late.
    """
    clock = lock(Clock, clock_id)
    if clock.state is not ClockState.RUNNING or clock.check_on is None or clock.check_on > on:
        return
    if clock.check_on > clock.due_on:
        _fire(clock, ClockStage.BREACH, should_on=clock.check_on, now=now)
        clock.check_on = None
    else:
        _fire(clock, ClockStage.WARNING, should_on=clock.check_on, now=now)
        clock.check_on = clocks.day_after(clock.due_on)
    db.session.flush()


def _fire(clock: Clock, stage: ClockStage, *, should_on: date, now: datetime) -> None:
    first = insert_unless_there(
        ClockFiring,
        clock_id=clock.id,
        subject_kind=clock.subject_kind,
        subject_id=clock.subject_id,
        rule=clock.rule,
        stage=stage,
        due_on=clock.due_on,
        should_on=should_on,
        fired_at=now,
    )
    if not first:
        return
    if stage is ClockStage.BREACH:
        announce(ClockBreached(clock_id=clock.id), now=now)
    if clock.case_id is not None:
        event = Event.CLOCK_WARNED if stage is ClockStage.WARNING else Event.CLOCK_BREACHED
        record(
            matters.any_case(clock.case_id),
            event=event,
            kind=EntryKind.SYSTEM,
            text=_late_words(clock, should_on, now),
            by=None,
            now=now,
        )


def _late_words(clock: Clock, should_on: date, now: datetime) -> str:
    """Which limit; and when it should have been said, if the sweep came late."""
    words = f"{clock.rule} {clock.due_on.isoformat()}"
    return words if day_of(now) == should_on else f"{words}（{should_on.isoformat()}）"
