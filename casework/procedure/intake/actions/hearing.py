"""Whoever filed is told when the date of his complaint has moved. May run twice."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import ClockMoved, Subject
from casework.ground.notices.actions import telling
from casework.ground.notices.rules import TOLD_LIMITS
from casework.ground.notices.terms import Notice
from casework.ground.offices import queries as offices
from casework.ground.parties import queries as people
from casework.procedure.intake.queries import complaints


def date_moved(fact: ClockMoved, *, now: datetime) -> None:
    """Each is told once for each new date."""
    moved = clocks.any_clock(fact.clock_id)
    if moved.subject_kind is not Subject.COMPLAINT or moved.rule not in TOLD_LIMITS:
        return
    if moved.muted or moved.due_on.isoformat() != fact.new_on:
        return
    complaint = complaints.any_complaint(moved.subject_id)
    for claimant in complaint.claimants:
        if claimant.worker_id is not None:
            telling.tell(
                people.worker(claimant.worker_id),
                notice=Notice.DATE_MOVED,
                about=f"clock:{moved.id}:{fact.new_on}",
                unit=offices.unit(complaint.unit_id),
                day=moved.due_on,
                complaint_id=complaint.id,
                muted=complaint.muted,
                now=now,
            )
