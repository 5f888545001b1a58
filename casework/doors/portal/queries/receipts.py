"""Ask: to whom the number of a receipt may be sent."""

from __future__ import annotations

from casework.ground.parties.models import Worker
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Kind


def worker_of(complaint: Complaint) -> Worker | None:
    """The first worker of a complaint, with a phone; of a tip nobody."""
    if complaint.kind is Kind.TIP or not complaint.claimants:
        return None
    worker = complaint.claimants[0].worker
    return worker if worker is not None and worker.phone else None
