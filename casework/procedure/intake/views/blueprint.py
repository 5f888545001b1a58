"""The blueprint, and how far an officer's reading at this desk goes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, session
from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.ground.statute.terms.ids import RuleId

blueprint = Blueprint("intake", __name__, url_prefix="/intake")

ACC = RuleId.ACC
#: The list that an officer has just brought in: complaint, batch, people.
BATCH = "roster"
DESK = (Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)


def reach_here() -> Any:
    """As far as this officer's reading at the desk goes."""
    for permission in DESK:
        if current_user.may(permission):
            return current_user.reach(permission)
    return current_user.reach(Permission.READ_CASE)


def words_in(kind: Any, text: str) -> list[Any]:
    """The words that a column keeps with commas between."""
    return [kind(value) for value in text.split(",") if value]


def answered(response: Any) -> Any:
    """A search is answered, not refused."""
    response.status_code = 200
    return response


def just_added(complaint_id: int) -> int:
    """How many this officer has just brought in with one list; 0 when it was another complaint."""
    kept = session.get(BATCH) or [0, 0, 0]
    return int(kept[2]) if kept[0] == complaint_id else 0
