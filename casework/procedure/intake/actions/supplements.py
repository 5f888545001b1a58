"""What was asked for before its last day was a limit gets one: nothing waits for ever."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import clocks
from casework.ground.cases.terms import Subject
from casework.ground.offices import queries as offices
from casework.kernel.days import day_of
from casework.procedure.intake.actions.deciding import supplement_received
from casework.procedure.intake.actions.record import SUPPLEMENT
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.queries import complaints, supplements
from casework.procedure.intake.terms import Act

_CAME = "要补的材料在升级以前已经交来。"


def give_last_days(*, now: datetime) -> int:
    """For each complaint that waits for what is missing and has no limit; says how many they were.

    Came it meanwhile, the limit to decide begins (25号令18). Otherwise the last day is that of its
    paper, today where no paper is on record; a day that has passed goes up at once. Doing it again
    changes nothing.
    """
    found = supplements.without_limit()
    for complaint in found:
        asked = complaints.decision(complaint.id, Act.SUPPLEMENT_ASKED)
        if asked is not None and supplements.has_come_since(complaint.id, asked.decided_at):
            supplement_received(complaint, note=_CAME, by=None, now=now)
        else:
            _start(complaint, now=now)
    return len(found)


def _start(complaint: Complaint, *, now: datetime) -> None:
    asked, today = complaints.decision(complaint.id, Act.SUPPLEMENT_ASKED), day_of(now)
    until = supplements.last_day(asked) if asked else None
    clocks.start_clock(
        kind=Subject.COMPLAINT,
        subject_id=complaint.id,
        rule=SUPPLEMENT,
        start_on=asked.decided_on if asked else today,
        term_on=until or today,
        unit=offices.unit(complaint.unit_id),
        muted=complaint.muted,
        now=now,
    )
