"""What workers asked for before there was a case goes with it. May run twice."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.queries import matters
from casework.procedure.intake.terms import ComplaintAccepted
from casework.procedure.requests.actions import asking


def accepted(fact: ComplaintAccepted, *, now: datetime) -> None:
    """It goes to whoever handles the case, once."""
    asking.follow_into_case(fact.complaint_id, matters.any_case(fact.case_id), now=now)
