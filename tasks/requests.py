"""What workers asked for before there was a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.cases import queries as cases
from casework.requests import actions


def accepted(body: dict[str, Any], *, now: datetime) -> None:
    """It goes to whoever handles the case, once."""
    actions.follow_into_case(body["complaint_id"], cases.any_case(body["case_id"]), now=now)
