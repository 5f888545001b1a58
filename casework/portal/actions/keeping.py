"""Do: send the receipt's number to the phone of whoever filed."""

from __future__ import annotations

from datetime import datetime

from casework.intake.models import Complaint
from casework.kernel.identifiers import grouped
from casework.notices import actions as notices
from casework.notices.terms import Notice
from casework.portal import queries


def send_number(complaint: Complaint, *, now: datetime) -> bool:
    """Once for each receipt, and nothing but the number; False when it was sent before, or there
    is no phone to send it to, or nobody knows yet whose it is."""
    worker = queries.worker_of(complaint)
    if worker is None or complaint.unverified:
        return False
    return notices.tell(
        worker, notice=Notice.NUMBER, about=f"complaint:{complaint.id}", unit=complaint.unit,
        complaint_id=complaint.id, muted=complaint.muted, secret=grouped(complaint.code),
        now=now,
    )  # fmt: skip
