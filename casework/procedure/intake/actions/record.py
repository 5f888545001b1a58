"""What every decision at the desk shares: its move, its record, its clock."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import clocks
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.ground.offices import queries as offices
from casework.ground.parties import queries as people
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.identifiers import grouped
from casework.procedure.intake.actions.people import register_workers
from casework.procedure.intake.models.complaints import Claimant, Complaint, DeskAct
from casework.procedure.intake.queries import tips
from casework.procedure.intake.rules import complaints
from casework.procedure.intake.terms import Act, Elsewhere, Ground, Kind

ACCEPTANCE = RuleId.ACC
#: Until when the worker was asked to bring what is missing; the paper sets the day.
SUPPLEMENT = RuleId.SUPP


def move(complaint: Complaint, verb: str) -> None:
    """Through the table only, on the row as it stands now. Raises NoSuchMove."""
    held = lock(Complaint, complaint.id)
    held.state = complaints.LIFECYCLE.after(held.state, verb)


def end_supplement(complaint: Complaint, *, now: datetime) -> None:
    """What was missing is there, or nobody waits for it any more: its last day is no limit now."""
    clocks.meet(Subject.COMPLAINT, complaint.id, SUPPLEMENT, on=day_of(now), now=now)


def decide(
    complaint: Complaint,
    act: Act,
    *,
    ground: Ground | None = None,
    reason: str = "",
    article: str = "",
    place: Elsewhere | None = None,
    by: Officer | None,
    now: datetime,
) -> DeskAct:
    """Keeps who did what, when, why, and under which article."""
    decision = DeskAct(
        complaint_id=complaint.id,
        act=act,
        ground=ground,
        article=article,
        officer_id=by.id if by else None,
        decided_on=day_of(now),
        decided_at=now,
    )
    decision.reason = reason.strip() or None
    if place is not None:
        decision.receiver, decision.receiver_phone = place.name.strip(), place.phone.strip()
        decision.receiver_address = place.address.strip()
    db.session.add(decision)
    db.session.flush()
    return decision


def start_acceptance(complaint: Complaint, *, on: date, now: datetime) -> Clock:
    """Five working days to decide, from this day, 25号令18."""
    return clocks.start_clock(
        kind=Subject.COMPLAINT,
        subject_id=complaint.id,
        rule=ACCEPTANCE,
        start_on=on,
        unit=offices.unit(complaint.unit_id),
        muted=complaint.muted,
        now=now,
    )


def stop_acceptance(complaint: Complaint, *, now: datetime) -> None:
    """The limit stands still until what is missing has come."""
    clock = clock_queries.find_running_clock(Subject.COMPLAINT, complaint.id, ACCEPTANCE)
    if clock is not None:
        clocks.cancel_clock(clock, now=now)


def tell(
    complaint: Complaint,
    notice: Notice,
    *,
    day: date | None = None,
    turn: str = "",
    now: datetime,
) -> None:
    """A message to everybody in the complaint who left a phone; to a tipster if he asked for it.

    ``turn`` tells apart what may have to be told more than once.
    """
    if complaint.kind is Kind.TIP:
        _tell_tipsters(complaint, notice, day=day, turn=turn, now=now)
    elif complaint.claimants:
        register_workers(complaint, now=now)
    for claimant in complaint.claimants:
        tell_one(complaint, claimant, notice, day=day, turn=turn, now=now)


def tell_received(complaint: Complaint, *, day: date, now: datetime) -> None:
    """That it has arrived. The first holds the receipt; everybody else gets its number."""
    if complaint.kind is Kind.TIP:
        _tell_tipsters(complaint, Notice.RECEIVED, day=day, turn="", now=now)
    if not complaint.claimants:
        return
    register_workers(complaint, now=now)
    first, *others = complaint.claimants
    tell_one(complaint, first, Notice.RECEIVED, day=day, now=now)
    for claimant in others:
        tell_number(complaint, claimant, day=day, now=now)


def tell_one(
    complaint: Complaint,
    claimant: Claimant,
    notice: Notice,
    *,
    day: date | None = None,
    turn: str = "",
    now: datetime,
) -> None:
    """A message to one person of a complaint, when he is registered, stays in it, and left a
    phone."""
    if claimant.worker_id is None or claimant.withdrawn_at is not None:
        return
    telling.tell(
        people.worker(claimant.worker_id),
        notice=notice,
        about=f"complaint:{complaint.id}{turn}",
        unit=offices.unit(complaint.unit_id),
        day=day,
        complaint_id=complaint.id,
        case_id=complaint.case_id,
        muted=complaint.muted,
        now=now,
    )


def tell_number(
    complaint: Complaint, claimant: Claimant, *, day: date | None, turn: str = "", now: datetime
) -> None:
    """The receipt number, and the day of the answer while it is open, to one whom somebody else
    has entered."""
    if claimant.worker_id is None or claimant.withdrawn_at is not None:
        return
    telling.tell(
        people.worker(claimant.worker_id),
        notice=Notice.ENTERED if day else Notice.NUMBER,
        about=f"complaint:{complaint.id}{turn}",
        unit=offices.unit(complaint.unit_id),
        day=day,
        complaint_id=complaint.id,
        case_id=complaint.case_id,
        muted=complaint.muted,
        secret=grouped(complaint.code),
        now=now,
    )


def _tell_tipsters(
    complaint: Complaint, notice: Notice, *, day: date | None, turn: str, now: datetime
) -> None:
    """The message names no complaint, so nothing in the mailbox leads from a phone to a tip."""
    for row in tips.tipsters(complaint.id):
        if row.told and row.phone:
            telling.tell_phone(
                row.phone,
                notice=notice,
                about=f"tip:{row.id}{turn}",
                unit=offices.unit(complaint.unit_id),
                day=day,
                muted=complaint.muted,
                now=now,
            )
