"""The blueprint, and which paper this officer may open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from casework.ground.documents import queries, rules
from casework.ground.documents.terms.kinds import FORMS, Form
from casework.ground.identity.terms import Permission

if TYPE_CHECKING:
    from casework.ground.documents.models import Paper


blueprint = Blueprint("documents", __name__, url_prefix="/papers")


APPROVALS = tuple(dict.fromkeys(form.approval for form in FORMS.values() if form.approval))


DRAFTINGS = tuple(dict.fromkeys(form.drafting for form in FORMS.values()))


def readable(paper_id: int) -> Paper:
    return queries.paper(paper_id, reach=current_user.reach(Permission.READ_CASE))


def mine(paper_id: int, needed: Callable[[Form], Permission | None]) -> Paper:
    """The paper, for an officer who holds the permission that its kind asks for, within reach.

    Raises PartOfAStep, Forbidden, Missing.
    """
    form = readable(paper_id).kind.form
    if form.step:
        raise rules.PartOfAStep
    permission = needed(form)
    if permission is None or not current_user.may(permission):
        raise Forbidden
    return queries.paper(paper_id, reach=current_user.reach(permission))


def drafting(form: Form) -> Permission:
    return form.drafting


def approving(form: Form) -> Permission | None:
    return form.approval


def voiding(form: Form) -> Permission:
    """Who could approve it may make it void; a kind without approval: who drafts it."""
    return form.approval or form.drafting
