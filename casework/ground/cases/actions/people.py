"""Do: the sums of a case, how pressing it is, and the two inspectors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from casework.ground.cases.actions.timeline import move, record
from casework.ground.cases.models.case import Assignment, Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import people, stages
from casework.ground.cases.terms import (
    Change,
    EntryKind,
    Event,
    InspectorsAssigned,
    Part,
    Priority,
    Trait,
)
from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.facts import announce
from casework.kernel.money import Money


def add_up(case: Case) -> None:
    """Brings the sums of a case in step with its lines. Verified stays empty until one line is."""
    db.session.flush()
    sums = db.session.execute(
        select(
            func.count().label("people"),
            func.sum(Line.claimed).label("claimed"),
            func.sum(Line.verified).label("verified"),
            func.sum(Line.paid).label("paid"),
            func.sum(Line.confirmed).label("confirmed"),
        ).where(Line.case_id == case.id)
    ).one()
    nothing = Money(0)
    case.people = sums.people
    case.claimed, case.verified = sums.claimed or nothing, sums.verified
    case.paid, case.confirmed = sums.paid or nothing, sums.confirmed or nothing
    db.session.flush()


def choose_priority(
    case: Case, *, chosen: Priority | None, reason: str, by: Officer, now: datetime
) -> None:
    """What a person sets instead of the rule; None gives it back to the rule. Raises
    PriorityReasonNeeded."""
    if not reason.strip():
        raise people.PriorityReasonNeeded
    held = lock(Case, case.id)
    before, traits = held.priority, [Trait(word) for word in held.traits.split(",") if word]
    held.chosen_priority = chosen
    held.priority = chosen or people.priority_of(traits)
    change = Change("急缓", "priority", before.label, held.priority.label)
    record(
        held,
        event=Event.PRIORITY_CHOSEN,
        kind=EntryKind.CHANGE,
        text=reason.strip(),
        changes=[change],
        by=by,
        now=now,
    )


def assign(
    case: Case, *, lead: Officer, assistant: Officer, by: Officer | None, now: datetime
) -> None:
    """Two different inspectors, one of them the lead. Raises TwoInspectorsNeeded."""
    people.check_inspectors(lead.id, assistant.id)
    before = {part: found.officer.name for part, found in matters.assignments(case.id).items()}
    for part, officer in ((Part.LEAD, lead), (Part.ASSIST, assistant)):
        _take_part(case, part=part, officer=officer, now=now)
    case.handler_id = lead.id
    if "begin" in stages.LIFECYCLE.verbs(case.stage):
        move(case, "begin")
    changes = [
        Change(part.zh, part.en, before.get(part, ""), officer.name)
        for part, officer in ((Part.LEAD, lead), (Part.ASSIST, assistant))
        if before.get(part) != officer.name
    ]
    record(case, event=Event.ASSIGNED, changes=changes, to_worker=True, by=by, now=now)
    announce(InspectorsAssigned(case_id=case.id, officer_ids=[lead.id, assistant.id]), now=now)


def _take_part(case: Case, *, part: Part, officer: Officer, now: datetime) -> None:
    present = matters.assignments(case.id).get(part)
    if present is not None:
        if present.officer_id == officer.id:
            return
        present.until_at = now
        db.session.flush()
    db.session.add(Assignment(case_id=case.id, officer_id=officer.id, part=part, since_at=now))
    db.session.flush()
