"""Do: ask the window from a kiosk, and answer at the window."""

from __future__ import annotations

from datetime import datetime

from casework.ground.identity.models import Officer
from casework.ground.offices.models import Centre
from casework.kernel.database import db, lock
from casework.procedure.calls import queries
from casework.procedure.calls.models import WindowCall
from casework.procedure.calls.terms import Wish
from casework.procedure.intake.models.complaints import Complaint


def call_window(
    centre: Centre, wish: Wish, *, complaint: Complaint | None = None, now: datetime
) -> WindowCall:
    """Asks once: pressing again while nobody has come asks for nothing more."""
    complaint_id = complaint.id if complaint else None
    asked = queries.find_open_call(centre.id, wish, complaint_id=complaint_id, now=now)
    if asked is not None:
        return asked
    call = WindowCall(centre_id=centre.id, wish=wish, complaint_id=complaint_id, made_at=now)
    db.session.add(call)
    db.session.flush()
    return call


def answer_call(call: WindowCall, *, by: Officer, now: datetime) -> None:
    """Somebody has gone, or has printed it. The first one counts."""
    held = lock(WindowCall, call.id)
    if held.answered_at is None:
        held.answered_at, held.answered_by = now, by.id
        db.session.flush()
