"""Ask: who has to be called, because a message about his complaint did not reach him."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select

from casework.ground.notices import queries as notices
from casework.ground.notices.models import Message
from casework.ground.offices.terms import Reach
from casework.kernel import paging
from casework.kernel.paging import Key, Listing, moment, number
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.queries.complaints import within


def to_call(*, reach: Reach, after: str | None = None) -> Listing[Row[Any]]:
    """Complaints with messages that reached nobody and for which nobody has called, the oldest
    first. Those of a case are tasks of its handler."""
    query = (
        select(
            Complaint.id,
            Complaint.register_number,
            Complaint.employer_text,
            func.count(Message.id).label("messages"),
            func.min(Message.made_at).label("since"),
        )
        .join(Message, Message.complaint_id == Complaint.id)
        .where(notices.nobody_called(), within(reach))
        .group_by(Complaint.id, Complaint.register_number, Complaint.employer_text)
    ).subquery()
    keys = (Key(query.c.since, moment), Key(query.c.id, number))
    return paging.listing(select(*query.c), *keys, after=after)
