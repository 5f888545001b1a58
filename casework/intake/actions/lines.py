"""Do: what each person of an accepted complaint claims goes into his line of its case."""

from __future__ import annotations

from datetime import datetime

from casework.cases.actions import claims
from casework.cases.models import Case
from casework.identity.models import Officer
from casework.intake import queries
from casework.intake.models import Claimant, Complaint
from casework.kernel.money import Money
from casework.parties import actions as parties
from casework.parties import queries as people
from casework.parties.models import Worker


def add_lines(case: Case, complaint: Complaint, *, by: Officer | None, now: datetime) -> None:
    """Months that were said for all hold for those who stood there, not for who joined later."""
    joined, added = queries.joined_ids(complaint.id), []
    for claimant in complaint.claimants:
        if claimant.withdrawn_at is not None:
            continue
        of_all = claimant if claimant.id in joined else complaint
        worker = _worker(claimant, now=now)
        claimant.worker_id = worker.id
        added.append(claims.add_claim(
            case, worker=worker, amount=_claim_of(claimant, complaint),
            from_month=claimant.from_month or of_all.from_month,
            to_month=claimant.to_month or of_all.to_month, job=claimant.job,
            source=claims.Source(complaint.id, claimant.id), by=by, now=now,
        ))  # fmt: skip
    claims.tell_added(case, added, text=complaint.register_number, by=by, now=now)
    complaint.worker_id = complaint.claimants[0].worker_id


def _worker(claimant: Claimant, *, now: datetime) -> Worker:
    """The person with this ID number, who may be on file already; else the one made at filing."""
    if claimant.id_number is None and claimant.worker_id is not None:
        return people.worker(claimant.worker_id)
    found = parties.register_worker(name=claimant.name, id_number=claimant.id_number,
                                    phone=claimant.contact, phone_of=claimant.contact_of,
                                    now=now)  # fmt: skip
    if claimant.worker is not None and claimant.worker.no_messages:
        parties.set_messages(found, wanted=False)
    return found


def _claim_of(claimant: Claimant, complaint: Complaint) -> Money | None:
    """His own amount; the amount of the complaint where he is the only one named."""
    if claimant.amount is not None:
        return claimant.amount
    return complaint.amount if len(complaint.claimants) == 1 else None
