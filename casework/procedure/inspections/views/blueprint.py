"""What every page of this room begins with: the case that the reader may work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask_login import current_user

from casework.ground.cases.queries import matters
from casework.ground.cases.rules.stages import OPEN
from casework.ground.identity.terms import Permission
from casework.procedure.inspections import queries

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case

blueprint = Blueprint("inspections", __name__, url_prefix="/inspections")


def case_for(case_id: int, permission: Permission = Permission.INVESTIGATE) -> Case:
    """Raises Missing, also when the case lies outside the reader's reach."""
    return matters.case(case_id, reach=current_user.reach(permission))


def works_on(case: Case) -> bool:
    """Whether the reader is one of the two inspectors of this open case."""
    return case.stage in OPEN and current_user.id in queries.inspector_ids(case.id)
