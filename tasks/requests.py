"""What workers asked for before there was a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.ground.cases.queries import matters
from casework.procedure.requests.actions import asking


def accepted(body: dict[str, Any], *, now: datetime) -> None:
    """It goes to whoever handles the case, once."""
    asking.follow_into_case(body["complaint_id"], matters.any_case(body["case_id"]), now=now)
