"""Do: raise a matter that has become a mass incident, once; tick the steps of its plan."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import timeline
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind
from casework.ground.identity.models import Officer
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.ids import FigureId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.once import insert_unless_there
from casework.procedure.escalation import queries, rules
from casework.procedure.escalation.models import Crowd, CrowdStep
from casework.procedure.escalation.terms import Event, PlanStep
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.queries import complaints


def raise_crowd(complaint_id: int, *, now: datetime) -> bool:
    """Tells the county of a complaint, or its case, that has become a mass incident. False when it
    has not, or was told already: also when two facts of it are read at once."""
    complaint = lock(Complaint, complaint_id)
    case = matters.any_case(complaint.case_id) if complaint.case_id else None
    together = complaints.complaints_of_case(case.id) if case else [complaint]
    people = max(complaint.people or 0, case.people if case else 0)
    least = statute.statute().figure(FigureId.CROWD_CITY_PEOPLE, on=day_of(now)).whole
    if complaint.muted or not rules.is_crowd(people, least=least):
        return False
    if _is_told([one.id for one in together], case.id if case else None):
        return False
    return _raise(complaint, people, now=now)


def _is_told(complaint_ids: list[int], case_id: int | None) -> bool:
    """What was told of a complaint is told of its case, which the plan then leads to."""
    told = queries.crowds_of(complaint_ids, case_id)
    for one in told:
        one.case_id = one.case_id or case_id
    return bool(told)


def _raise(complaint: Complaint, people: int, *, now: datetime) -> bool:
    of_case = complaint.case_id is not None
    key = f"case:{complaint.case_id}" if of_case else f"complaint:{complaint.id}"
    first = insert_unless_there(
        Crowd,
        key=key,
        complaint_id=complaint.id,
        case_id=complaint.case_id,
        area_id=complaint.area_id,
        unit_id=complaint.unit_id,
        people=people,
        raised_at=now,
    )
    if not first:
        return False
    crowd = queries.crowd_by_key(key)
    for position, step in enumerate(PlanStep, start=1):
        db.session.add(CrowdStep(crowd_id=crowd.id, step=step, position=position))
    _record(crowd, Event.CROWD_RAISED, text=f"{people}人", now=now)
    return True


def do_step(crowd: Crowd, *, step: PlanStep | None, note: str, by: Officer, now: datetime) -> None:
    """Ticked once, with what was done. Raises NoteNeeded, StepDone."""
    rules.check_note(note)
    held = lock(Crowd, crowd.id)
    todo = [one for one in held.steps if one.step is step and one.done_at is None]
    if not todo:
        raise rules.StepDone
    todo[0].done_at, todo[0].done_by, todo[0].note = now, by.id, note.strip()
    _record(held, Event.STEP_DONE, text=f"{todo[0].step.zh}：{note.strip()}", by=by, now=now)


def _record(
    crowd: Crowd, event: Event, *, text: str, by: Officer | None = None, now: datetime
) -> None:
    """In the timeline of the case, once there is one."""
    if crowd.case_id is None:
        return
    kind = EntryKind.STEP if by else EntryKind.SYSTEM
    timeline.record(
        matters.any_case(crowd.case_id), event=event, kind=kind, text=text, by=by, now=now
    )
