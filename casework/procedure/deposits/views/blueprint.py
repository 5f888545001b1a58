"""The blueprint, and which case or claim this officer may open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.procedure.deposits import queries

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case
    from casework.procedure.deposits.models import Claim

blueprint = Blueprint("deposits", __name__, url_prefix="/deposits")


def case_of(case_id: int, permission: Permission) -> Case:
    return matters.case(case_id, reach=current_user.reach(permission))


def claim_of(claim_id: int, permission: Permission) -> Claim:
    return queries.claim(claim_id, reach=current_user.reach(permission))


def to_claim(claim: Claim) -> Any:
    return redirect(url_for("deposits.claim_sheet", claim_id=claim.id))
