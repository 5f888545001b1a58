"""Do: send the receipt's number to the phone of whoever filed."""

from __future__ import annotations

from datetime import datetime

from casework.doors.portal.queries import receipts
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.kernel.identifiers import grouped
from casework.procedure.intake.models.complaints import Complaint


def send_number(complaint: Complaint, *, now: datetime) -> bool:
    """Once for each receipt, and nothing but the number; False when it was sent before, or there
    is no phone to send it to, or nobody knows yet whose it is."""
    worker = receipts.worker_of(complaint)
    if worker is None or complaint.unverified:
        return False
    return telling.tell(
        worker,
        notice=Notice.NUMBER,
        about=f"complaint:{complaint.id}",
        unit=complaint.unit,
        complaint_id=complaint.id,
        muted=complaint.muted,
        secret=grouped(complaint.code),
        now=now,
    )
