"""A case at a glance."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.doors.desk import rules
from casework.doors.desk.queries import lists
from casework.doors.desk.views.blueprint import blueprint
from casework.ground.cases.queries import claims, matters
from casework.ground.cases.terms import Part
from casework.ground.documents import queries as documents
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.ground.parties import queries as parties
from casework.kernel import clock
from casework.procedure.escalation import queries as escalation
from casework.procedure.groups import queries as groups
from casework.procedure.intake.queries import identities
from casework.procedure.requests import queries as requests
from casework.web.guard import guard
from casework.web.pages import page

#: Each of these may say how pressing a case is.
_PRESSES = (Permission.ASSIGN, Permission.INVESTIGATE, Permission.SUPERVISE)


@blueprint.get("/cases/<int:case_id>")
@guard(Permission.READ_CASE)
def case(case_id: int) -> ResponseReturnValue:
    """A case at a glance: its people, papers, limits and what happened last."""
    found = matters.case(case_id, reach=current_user.reach(Permission.READ_CASE))
    lines = matters.lines(found.id)
    return page(
        case=found,
        lines=lines,
        doubtful=claims.doubtful_lines(lines),
        doubts=identities.doubts_in_case(found.id),
        clocks=lists.clocks_of(found.id),
        papers=documents.papers(found.id),
        parts=matters.assignments(found.id),
        Part=Part,
        tasks=matters.open_tasks(found.id),
        chain=_chain(found),
        today=clock.today(),
        steps=_steps(found),
        works=_may(found, Permission.INVESTIGATE),
        assigns=_may(found, Permission.ASSIGN),
        may_press=any(current_user.may(permission) for permission in _PRESSES),
        reopenings=requests.reopenings(found.id),
        satisfactions=_satisfactions(found),
        groups=groups.groups_of_case(found.id),
        crowds=_crowds(found),
    )


def _crowds(found: Any) -> list[Any]:
    """The plan for a mass incident, for those who lead or carry it out."""
    held = (Permission.SUPERVISE, Permission.ASSIGN, Permission.INVESTIGATE)
    may = any(_may(found, permission) for permission in held)
    return escalation.crowds_of([], found.id) if may else []


def _satisfactions(found: Any) -> list[Any]:
    """How content its workers are and what they wrote, for those who supervise."""
    return requests.satisfactions(found.id) if current_user.may(Permission.SUPERVISE) else []


def _steps(found: Any) -> list[tuple[str, str]]:
    """What this reader may do next, each with its page."""
    held = {permission for permission in Permission if _may(found, permission)}
    team = {part.officer_id for part in matters.assignments(found.id).values()}
    if team and current_user.id not in team:
        # what is investigated by the two inspectors would be refused to anybody else
        held.discard(Permission.INVESTIGATE)
    return [
        (step.word.label, url_for(step.endpoint, case_id=found.id))
        for step in rules.next_steps(found.stage, held)
        if step.endpoint in current_app.view_functions
    ]


def _may(found: Any, permission: Permission) -> bool:
    """Whether this reader holds the permission, and it reaches this case."""
    if not current_user.may(permission):
        return False
    reach = current_user.reach(permission)
    return offices.covers(reach, area_id=found.area_id, unit_id=found.holder_unit_id)


def _chain(found: Any) -> list[Any]:
    return parties.chain(found.project_id) if found.project_id else []
