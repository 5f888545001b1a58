"""What an officer has to do today."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.doors.desk.queries import approvals as approval_queries
from casework.doors.desk.queries import lists, next_steps
from casework.doors.desk.queries.approvals import Waiting
from casework.doors.desk.views.blueprint import blueprint
from casework.ground.identity.terms import Permission
from casework.ground.notices import queries as notices
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.kernel import clock
from casework.kernel.paging import NOTHING, Listing
from casework.procedure.calls import queries as calls
from casework.procedure.escalation import queries as escalation
from casework.procedure.escalation import rules as escalating
from casework.procedure.intake.queries import complaints, identities, unreached
from casework.procedure.intake.queries.supplements import supplements
from casework.procedure.requests import queries as requests
from casework.web.guard import guard, reader
from casework.web.navigation import Goal, address_of
from casework.web.pages import count_words, page, pages, place

#: On the page for today stands what is due within so many working days.
_SOON_WORKDAYS = 3


@blueprint.get("/")
@guard(Permission.READ_CASE, Permission.READ_BOARD)
def today() -> ResponseReturnValue:
    """What is overdue, due soon, waiting to be taken up."""
    officer = reader()
    if not officer.may(Permission.READ_CASE):
        return redirect(address_of(Goal.BOARD))
    reach = officer.reach(Permission.READ_CASE)
    day = clock.today()
    until = counting.add_workdays(day, _SOON_WORKDAYS, statute.calendar())
    leads = officer.may(Permission.ASSIGN)
    due = lists.due_soon(
        until=until, reach=reach, handler=None if leads else officer, after=place("due")
    )
    tasks, unassigned = lists.tasks(officer, after=place("tasks")), _unassigned(officer)
    waiting, supplied = _waiting_complaints(officer), _supplements(officer, day)
    approvals = approval_queries.waiting_for(officer, after=place("approvals"))
    steps = next_steps.to_carry_out(officer, after=place("steps"))
    return page(
        today=day,
        until=until,
        may_approve_decision=current_user.may(Permission.APPROVE_DECISION),
        may_take_complaint=current_user.may(Permission.TAKE_COMPLAINT),
        digest=notices.digest(officer, on=day),
        due=due.rows,
        due_pages=pages(due, "due"),
        tasks=tasks.rows,
        task_pages=pages(tasks, "tasks"),
        waiting=waiting.rows,
        waiting_words=count_words(waiting.total),
        unassigned=unassigned.rows,
        unassigned_pages=pages(unassigned, "unassigned"),
        asked=_asked(officer),
        calls=_calls(officer),
        supplements=supplied.rows,
        supplement_pages=pages(supplied, "supplements"),
        to_call=_to_call(officer),
        doubts=_doubts(officer),
        risen=_risen(officer),
        approvals=[(row, _place(row)) for row in approvals.rows],
        approval_pages=pages(approvals, "approvals"),
        steps=[(row, _place(row)) for row in steps.rows],
        step_pages=pages(steps, "steps"),
    )


#: Where each kind of approval is given, and the name of its id in the address.
_PLACES = {
    "claim": ("deposits.claim_sheet", "claim_id"),
    "advance": ("advances.advance", "advance_id"),
    "referral": ("referrals.referral", "referral_id"),
    "extension": ("cases.approve_extension", "extension_id"),
    "suspension": ("cases.approve_suspension", "suspension_id"),
    "statute": ("statute.approve", "proposal_id"),
    "finding": ("campaigns.file_case", "finding_id"),
}


_PAPER = ("documents.paper", "paper_id")


def _place(row: Waiting) -> str:
    if row.kind == "closing":
        return url_for("closing.endings", case_id=row.case_id)
    endpoint, name = _PLACES.get(row.kind, _PAPER)
    return url_for(endpoint, **{name: row.row_id})  # type: ignore[arg-type]


def _waiting_complaints(officer: Any) -> Listing[Any]:
    if not officer.may(Permission.ACCEPT_COMPLAINT):
        return NOTHING
    return complaints.waiting(reach=officer.reach(Permission.ACCEPT_COMPLAINT), size=20)


def _supplements(officer: Any, day: date) -> Listing[Any]:
    """Complaints to which what was missing has come, or has not come by its last day."""
    if not officer.may(Permission.ACCEPT_COMPLAINT):
        return NOTHING
    reach = officer.reach(Permission.ACCEPT_COMPLAINT)
    return supplements(reach=reach, today=day, after=place("supplements"))


def _asked(officer: Any) -> int:
    """How many requests of workers wait for this officer's desk."""
    for permission in (Permission.CLOSE_LINE, Permission.ACCEPT_COMPLAINT):
        if officer.may(permission):
            return requests.waiting_count(reach=officer.reach(permission))
    return 0


def _calls(officer: Any) -> list[Any]:
    """What the kiosks of the own centres ask of the window."""
    if not officer.may(Permission.TAKE_COMPLAINT):
        return []
    return calls.open_calls(reach=officer.reach(Permission.TAKE_COMPLAINT), now=clock.now())


def _to_call(officer: Any) -> int:
    """How many complaints have messages that did not arrive, and wait for somebody to call."""
    if not officer.may(Permission.ACCEPT_COMPLAINT):
        return 0
    return unreached.to_call(reach=officer.reach(Permission.ACCEPT_COMPLAINT)).total


def _doubts(officer: Any) -> int:
    """Of how many people somebody has to say who they are."""
    if not officer.may(Permission.ACCEPT_COMPLAINT):
        return 0
    return identities.open_doubts_count(reach=officer.reach(Permission.ACCEPT_COMPLAINT))


def _risen(officer: Any) -> dict[str, int]:
    """How many mass incidents and overdue items wait for a supervisor's answer."""
    if not officer.may(Permission.SUPERVISE):
        return {}
    reach = officer.reach(Permission.SUPERVISE)
    items = escalation.count(reach=reach, level=escalating.level_of(reach.scope))
    found = {"crowds": escalation.crowd_count(reach=reach), "items": items}
    return found if any(found.values()) else {}


def _unassigned(officer: Any) -> Listing[Any]:
    if not officer.may(Permission.ASSIGN):
        return NOTHING
    return lists.unassigned(reach=officer.reach(Permission.ASSIGN), after=place("unassigned"))
