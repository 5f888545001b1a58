"""Whoever claims more than before is not done with, though his line had ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.procedure.closing import actions


def claims_added(body: dict[str, Any], *, now: datetime) -> None:
    """His line is open again."""
    actions.claims_more(body["case_id"], body["line_ids"], now=now)
