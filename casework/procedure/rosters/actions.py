"""Do: many people from a spreadsheet join a complaint at once, and leave it again at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.kernel.database import db, lock, new_id
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.procedure.intake.actions.gaps import close_gaps
from casework.procedure.intake.actions.people import claimant, drop_doubt, register_workers
from casework.procedure.intake.actions.record import ACCEPTANCE, decide, tell_number
from casework.procedure.intake.actions.triage import weigh
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import complaints, tips
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.terms import Act, ClaimantFacts, Gap, Kind
from casework.procedure.rosters import rules
from casework.procedure.rosters.terms import RosterAdded


@dataclass(frozen=True)
class Added:
    """Those who came in together: the mark on their rows, and how many they are."""

    batch: int
    people: int


def add_roster(
    complaint: Complaint, people: Sequence[ClaimantFacts], *, by: Officer, now: datetime
) -> Added:
    """Everything that is not in it yet. A worker with other months or another amount than he has
    there already is one person with two claims.

    They are workers on file from now on, and whoever has a phone is told that it has arrived.
    Raises RosterClosed, NotToATip.
    """
    held = lock(Complaint, complaint.id)
    _check(held)
    summed, batch = _is_summed(held), new_id()
    fresh = _not_there(people, complaints.said_in_it(held.id))
    for position, facts in enumerate(fresh, start=len(held.claimants) + 1):
        row = claimant(facts, position=position)
        row.batch = batch
        held.claimants.append(row)
    if fresh:
        held.kind = Kind.COMPLAINT
        db.session.flush()
        register_workers(held, now=now)
    _add_up(held, summed=summed)
    decide(held, Act.ROSTER_ADDED, reason=f"{len(fresh)}人", by=by, now=now)
    _tell(held, batch, now=now)
    announce(RosterAdded(complaint_id=held.id), now=now)
    return Added(batch, len(fresh))


def remove_roster(complaint: Complaint, *, batch: int, by: Officer, now: datetime) -> int:
    """Those who just came in together leave again; how many. What has not been sent to them yet
    is not sent. Raises RosterClosed, RosterInUse."""
    held = lock(Complaint, complaint.id)
    _check(held)
    summed = _is_summed(held)
    leaving = [row for row in held.claimants if row.batch == batch]
    _let_go(held, leaving)
    if leaving:
        held.worker_id = held.claimants[0].worker_id if held.claimants else None
        left = len({row.worker_id or row.id for row in held.claimants})
        held.people = max((held.people or 0) - len(leaving), left) or None
        _add_up(held, summed=summed)
        decide(held, Act.ROSTER_REMOVED, reason=f"{len(leaving)}人", by=by, now=now)
    return len(leaving)


def _let_go(complaint: Complaint, leaving: Sequence[Claimant]) -> None:
    """Raises RosterInUse: whoever speaks for the group, or asked for something, is kept."""
    try:
        with db.session.begin_nested():
            for row in leaving:
                drop_doubt(row)
                if row.worker_id is not None:
                    telling.take_back(row.worker_id, complaint_id=complaint.id)
                complaint.claimants.remove(row)
                db.session.delete(row)
    except IntegrityError as kept:
        raise rules.RosterInUse from kept


def _tell(complaint: Complaint, batch: int, *, now: datetime) -> None:
    """The receipt number, and until when the answer comes unless something is missing."""
    running = clocks.find_running_clock(Subject.COMPLAINT, complaint.id, ACCEPTANCE)
    for row in complaint.claimants:
        if row.batch == batch:
            tell_number(complaint, row, day=running.due_on if running else None, now=now)


def _check(complaint: Complaint) -> None:
    rules.check_roster(
        complaint.kind,
        complaint.state,
        waiting=complaint_rules.WAITING,
        sealed=tips.has_tipster(complaint.id),
    )


def _not_there(
    people: Sequence[ClaimantFacts], known: frozenset[tuple[object, ...]]
) -> list[ClaimantFacts]:
    seen, fresh = set(known), []
    for facts in people:
        said = complaints.as_said(facts)
        if said is None or said not in seen:
            fresh.append(facts)
        if said is not None:
            seen.add(said)
    return fresh


def _is_summed(complaint: Complaint) -> bool:
    """Whether the whole amount is only the sum of what each is owed, or not known."""
    return complaint.amount is None or complaint.amount == _sum(complaint)


def _sum(complaint: Complaint) -> Money:
    return Money.total([one.amount for one in complaint.claimants if one.amount is not None])


def _add_up(complaint: Complaint, *, summed: bool) -> None:
    """How many they are, what they are owed, and what is still missing."""
    count = len({one.worker_id or one.id for one in complaint.claimants})
    complaint.people = max(complaint.people or 0, count) or None
    if summed:
        complaint.amount = _sum(complaint) or None
    close_gaps(complaint)
    if count == 0 and Gap.IDENTITY.value not in complaint.gaps.split(","):
        complaint.gaps = ",".join(filter(None, (complaint.gaps, Gap.IDENTITY.value)))
    weigh(complaint)
    db.session.flush()
