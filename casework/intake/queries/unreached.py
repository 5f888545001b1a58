"""Ask: who has to be called, because a message about his complaint did not reach him."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select

from casework.intake.models import Complaint
from casework.intake.queries.complaints import within
from casework.kernel import paging
from casework.kernel.paging import Key, Listing, moment, number
from casework.notices import queries as notices
from casework.notices.models import Message
from casework.offices.terms import Reach


def to_call(*, reach: Reach, after: str | None = None) -> Listing[Row[Any]]:
    """Complaints with messages that reached nobody and for which nobody has called, the oldest
    first. Those of a case are tasks of its handler."""
    query = (
        select(Complaint.id, Complaint.register_number, Complaint.employer_text,
               func.count(Message.id).label("messages"), func.min(Message.made_at).label("since"))
        .join(Message, Message.complaint_id == Complaint.id)
        .where(notices.nobody_called(), within(reach))
        .group_by(Complaint.id, Complaint.register_number, Complaint.employer_text)
    ).subquery()  # fmt: skip
    keys = (Key(query.c.since, moment), Key(query.c.id, number))
    return paging.listing(select(*query.c), *keys, after=after)
