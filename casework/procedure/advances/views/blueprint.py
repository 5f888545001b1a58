"""The blueprint, and which case or advance this officer may open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.advances import queries

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case
    from casework.procedure.advances.models import Advance

blueprint = Blueprint("advances", __name__, url_prefix="/advances")


def case_of(case_id: int, permission: Permission) -> Case:
    return matters.case(case_id, reach=current_user.reach(permission))


def advance_of(advance_id: int, permission: Permission) -> Advance:
    return queries.advance(advance_id, reach=current_user.reach(permission))


def to_advance(advance: Advance) -> Any:
    return redirect(url_for("advances.advance", advance_id=advance.id))


def cap_of(case: Case) -> Any:
    return queries.find_cap(case.area.code, on=clock.today())
