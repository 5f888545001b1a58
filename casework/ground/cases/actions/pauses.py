"""Do: ask for an extension or a suspension, decide on it, and let a clock run again.

One officer asks, another of the right rank decides; both before the limit has passed.
"""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.approvals import actions as approvals
from casework.ground.approvals.terms import Sheet
from casework.ground.cases.actions.moving import note, work_out_again
from casework.ground.cases.models.clocks import Clock, Extension, Suspension
from casework.ground.cases.queries import clocks
from casework.ground.cases.queries import pauses as pauses_queries
from casework.ground.cases.rules import pauses
from casework.ground.cases.terms import Event, RequestState, SuspensionGround
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.entries import Rule
from casework.kernel.database import db, lock
from casework.kernel.days import day_of


def ask_extension(
    clock_id: int,
    *,
    reason: str,
    paper: str = "",
    length: int | None = None,
    by: Officer,
    now: datetime,
) -> Extension:
    """``length`` in working days, where the law leaves it to the approval (25号令37).

    Raises NotRunning, LimitPassed, NotExtendable, ExtendedAlready, AskedAlready,
    ExtensionLengthNeeded.
    """
    clock = _running(clock_id, now=now)
    rule = _extendable_rule(clock)
    most = clocks.figure_for(clock, pauses.MOST_EXTENDED).whole
    pauses.check_extension_length(length, asked=rule.extension_open, most=most)
    asked = Extension(
        clock_id=clock.id,
        reason=reason,
        paper=paper,
        requested_by=by.id,
        requested_at=now,
        length=length if rule.extension_open else None,
    )
    db.session.add(asked)
    db.session.flush()
    _put_forward(pauses_queries.extension_sheet(asked, clock), clock, by=by, now=now)
    note(clock, event=Event.EXTENSION_ASKED, text=reason, by=by, now=now)
    return asked


def decide_extension(
    extension_id: int, *, seen: str, approve: bool, words: str = "", by: Officer, now: datetime
) -> Extension:
    """The date moves with the approval. Raises NotRunning, LimitPassed, and what
    approvals.approve raises."""
    asked = lock(Extension, extension_id)
    clock = lock(Clock, asked.clock_id)
    sheet = pauses_queries.extension_sheet(asked, clock)
    _decide(asked, sheet, seen=seen, approve=approve, words=words, by=by, now=now)
    if approve:
        _running(clock.id, now=now)
    if not approve:
        note(clock, event=Event.EXTENSION_REJECTED, text=words, by=by, now=now)
        return asked
    clock.extended, clock.extended_by = True, asked.length
    work_out_again(clock, event=Event.EXTENDED, text=asked.reason, by=by, now=now)
    return asked


def _extendable_rule(clock: Clock) -> Rule:
    """Raises NotExtendable, ExtendedAlready, AskedAlready."""
    rule = statute.statute().rule(clock.rule, on=clock.start_on)
    if not rule.extendable:
        raise pauses.NotExtendable
    for earlier in clocks.extensions(clock.id):
        if earlier.state is RequestState.APPROVED:
            raise pauses.ExtendedAlready
        if earlier.state is RequestState.REQUESTED:
            raise pauses.AskedAlready
    if clock.extended:
        raise pauses.ExtendedAlready
    return rule


def ask_suspension(
    clock_id: int,
    *,
    ground: SuspensionGround,
    from_on: date,
    until_on: date | None = None,
    paper: str,
    reason: str = "",
    by: Officer,
    now: datetime,
) -> Suspension:
    """Raises NotRunning, LimitPassed, NotPausable, NotSuspendable, SetByPaper, OutsideLimit,
    DaysNotInOrder."""
    clock = _running(clock_id, now=now)
    pauses.check_suspension(
        start_on=clock.start_on,
        due_on=clock.due_on,
        in_hours=clock.due_at is not None,
        by_paper=clock.term_on is not None,
        from_on=from_on,
        until_on=until_on,
        today=day_of(now),
        pausable=_pausable(clock),
    )
    asked = Suspension(
        clock_id=clock.id,
        ground=ground,
        from_on=from_on,
        until_on=until_on,
        paper=paper,
        reason=reason,
        requested_by=by.id,
        requested_at=now,
    )
    db.session.add(asked)
    db.session.flush()
    _put_forward(pauses_queries.suspension_sheet(asked, clock), clock, by=by, now=now)
    note(clock, event=Event.SUSPENSION_ASKED, text=_told(asked), by=by, now=now)
    return asked


def _pausable(clock: Clock) -> bool:
    return statute.statute().rule(clock.rule, on=clock.start_on).pausable


def decide_suspension(
    suspension_id: int, *, seen: str, approve: bool, words: str = "", by: Officer, now: datetime
) -> Suspension:
    """The days are left out with the approval. Raises NotRunning, LimitPassed, NotPausable, and
    what approvals.approve raises."""
    asked = lock(Suspension, suspension_id)
    clock = lock(Clock, asked.clock_id)
    sheet = pauses_queries.suspension_sheet(asked, clock)
    _decide(asked, sheet, seen=seen, approve=approve, words=words, by=by, now=now)
    if approve:
        _running(clock.id, now=now)
    if approve and not _pausable(clock):
        raise pauses.NotPausable
    event = Event.SUSPENDED if approve else Event.SUSPENSION_REJECTED
    text = _told(asked) if approve else words
    if not approve or not work_out_again(clock, event=event, text=text, by=by, now=now):
        note(clock, event=event, text=text, by=by, now=now)
    return asked


def resume(suspension_id: int, *, last_on: date, by: Officer, now: datetime) -> Suspension:
    """The clock runs again from the day after ``last_on``. Raises ResumedAlready, DaysNotInOrder,
    NoSuchMove, NotRunning."""
    stopped = lock(Suspension, suspension_id)
    clock = _running(stopped.clock_id, now=None)
    if stopped.state is not RequestState.APPROVED:
        raise pauses.NotSuspended
    if stopped.until_on is not None:
        raise pauses.ResumedAlready
    if last_on < stopped.from_on:
        raise pauses.DaysNotInOrder(field="last_on")
    if last_on > day_of(now):
        raise pauses.InTheFuture(field="last_on")
    stopped.until_on, stopped.resumed_by, stopped.resumed_at = last_on, by.id, now
    if not work_out_again(clock, event=Event.RESUMED, text=_told(stopped), by=by, now=now):
        note(clock, event=Event.RESUMED, text=_told(stopped), by=by, now=now)
    return stopped


def _running(clock_id: int, *, now: datetime | None) -> Clock:
    """The clock, held; before its last day is over where ``now`` is given."""
    clock = lock(Clock, clock_id)
    pauses.check_running(clock.state)
    if now is not None:
        pauses.check_in_time(clock.due_on, today=day_of(now))
    return clock


def _put_forward(sheet: Sheet, clock: Clock, *, by: Officer, now: datetime) -> None:
    approvals.put_forward(
        sheet, unit=offices.unit(clock.unit_id), case_id=clock.case_id, by=by, now=now
    )


def _decide(
    asked: Extension | Suspension,
    sheet: Sheet,
    *,
    seen: str,
    approve: bool,
    words: str,
    by: Officer,
    now: datetime,
) -> None:
    if approve:
        approvals.approve(sheet, seen=seen, by=by, now=now)
    else:
        approvals.refuse(sheet, seen=seen, reason=words, by=by, now=now)
    asked.state = pauses.REQUEST.after(asked.state, "approve" if approve else "reject")
    asked.decided_by, asked.decided_at, asked.decision_note = by.id, now, words
    db.session.flush()


def _told(stop: Suspension) -> str:
    """``法院正在审理，2026-12-01至2026-12-10，（2026）鲁1302民初1号``"""
    until = stop.until_on.isoformat() if stop.until_on else ""
    days = f"{stop.from_on.isoformat()}至{until}" if until else f"从{stop.from_on.isoformat()}起"
    return "，".join(part for part in (stop.ground.zh, days, stop.paper) if part)
