"""Do: what each person of an accepted complaint claims goes into his line of its case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casework.ground.cases.actions import claims, tasks
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import claims as said_by
from casework.ground.identity.models import Officer
from casework.ground.parties import actions as parties
from casework.ground.parties import queries as people
from casework.ground.parties.models import Worker
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.intake.actions.people import agrees_with, raise_doubt, worker_at_filing
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import identities

#: What there is to do in a case while somebody's identity waits for an officer's word.
DOUBTED = "有人身份待核，到投诉页核对"


def add_lines(case: Case, complaint: Complaint, *, by: Officer | None, now: datetime) -> None:
    """Everybody who has no claim there yet. Who gave a known ID number with another name or phone
    comes in when an officer has said who he is."""
    add_lines_of(case, complaint, complaint.claimants, by=by, now=now)
    complaint.worker_id = complaint.claimants[0].worker_id


def add_lines_of(
    case: Case,
    complaint: Complaint,
    claimants: Iterable[Claimant],
    *,
    by: Officer | None,
    now: datetime,
) -> None:
    """Months that were said for all hold for those who stood there, not for who joined later."""
    there = said_by.claimants_in(case.id)
    added = []
    for claimant in claimants:
        if claimant.withdrawn_at is not None or claimant.id in there:
            continue
        worker = _worker(claimant, now=now)
        if worker is None:
            tasks.add_task_unless_open(
                case, title=DOUBTED, officer=case.handler, due_on=day_of(now), by=by, now=now
            )
            continue
        claimant.worker_id = worker.id
        of_all = claimant if claimant.came_later else complaint
        added.append(
            claims.add_claim(
                case,
                worker=worker,
                amount=_claim_of(claimant, complaint),
                from_month=claimant.from_month or of_all.from_month,
                to_month=claimant.to_month or of_all.to_month,
                job=claimant.job,
                source=claims.Source(complaint.id, claimant.id),
                by=by,
                now=now,
            )
        )
    claims.tell_added(case, added, text=complaint.register_number, by=by, now=now)


def _worker(claimant: Claimant, *, now: datetime) -> Worker | None:
    """The worker on file with his ID number, where name and phone agree; else he himself, as made
    at filing. None while an officer has to say which."""
    doubt = identities.find_doubt(claimant.id)
    if doubt is not None and doubt.verdict is None:
        return None
    if claimant.worker_id is None:
        claimant.worker_id = worker_at_filing(claimant, now=now).id
    own = people.worker(claimant.worker_id)
    known = people.find_worker_by_id_number(claimant.id_number) if claimant.id_number else None
    if doubt is not None or known is None or known.id == own.id:
        return own
    if not agrees_with(claimant, known):
        raise_doubt(claimant, known, now=now)
        return None
    if own.no_messages:
        parties.set_messages(known, wanted=False)
    return known


def _claim_of(claimant: Claimant, complaint: Complaint) -> Money | None:
    """His own amount; the amount of the complaint where he is the only one named."""
    if claimant.amount is not None:
        return claimant.amount
    return complaint.amount if len(complaint.claimants) == 1 else None
