"""The log of readings: who read which personal data, or acted on which account, and why."""

from __future__ import annotations

from datetime import datetime

from casework.ground.identity.models import Officer, Reading
from casework.kernel.database import db

_LONGEST_REASON = 400


def log_reading(
    *,
    what: str,
    subject_kind: str,
    subject_id: int,
    reason: str = "",
    address: str = "",
    by: Officer | None,
    now: datetime,
) -> Reading:
    """Writes the line at once, in the transaction that shows the data: no line, no data.

    ``what`` is a Deed; ``subject_kind`` a Logged; ``by`` is None when nobody has signed in.
    """
    reading = Reading(
        officer_id=by.id if by is not None else None,
        at=now,
        what=str(what),
        subject_kind=str(subject_kind),
        subject_id=subject_id,
        reason=reason[:_LONGEST_REASON],
        from_address=address,
    )
    db.session.add(reading)
    db.session.flush()
    return reading
