"""What workers are told of each step of their case, once for each occasion; answers are read."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import ClockMoved, InspectorsAssigned
from casework.ground.ledger.terms import PaymentRecorded
from casework.ground.notices.actions import answering, telling
from casework.ground.notices.rules import TOLD_LIMITS
from casework.ground.notices.terms import Notice, ReplyKept


def assigned(fact: InspectorsAssigned, *, now: datetime) -> None:
    """Two inspectors are at work."""
    case, about = matters.any_case(fact.case_id), f"case:{fact.case_id}"
    telling.tell_lines(case, matters.lines(case.id), Notice.ASSIGNED, about=about, now=now)


def paid(fact: PaymentRecorded, *, now: datetime) -> None:
    """Money was recorded: those whom it is for look at their cards."""
    case = matters.any_case(fact.case_id)
    for_whom = [line for line in matters.lines(case.id) if line.id in fact.line_ids]
    about = f"batch:{fact.batch_id}"
    telling.tell_lines(case, for_whom, Notice.PAYMENT, about=about, batch_id=fact.batch_id, now=now)


def date_moved(fact: ClockMoved, *, now: datetime) -> None:
    """A date of a case that workers were told has moved: each is told once for each new date."""
    moved = clocks.any_clock(fact.clock_id)
    if moved.rule not in TOLD_LIMITS or moved.muted or moved.due_on.isoformat() != fact.new_on:
        return
    if moved.case_id is None:
        return
    case = matters.any_case(moved.case_id)
    about = f"clock:{moved.id}:{fact.new_on}"
    for line in matters.lines(case.id):
        telling.tell(
            line.worker,
            notice=Notice.DATE_MOVED,
            about=about,
            unit=case.holder,
            day=moved.due_on,
            case_id=case.id,
            muted=case.muted,
            now=now,
        )


def reply_kept(fact: ReplyKept, *, now: datetime) -> None:
    """An answer that was kept is read, once."""
    answering.read_reply(fact.reply_id, now=now)
