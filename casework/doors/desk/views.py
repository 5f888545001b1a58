"""The officers' pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.doors.desk import rules
from casework.doors.desk.forms import read_filter, write_filter
from casework.doors.desk.queries import approvals as approval_queries
from casework.doors.desk.queries import lists, next_steps
from casework.doors.desk.queries.approvals import Waiting
from casework.doors.desk.terms import PAGE_SIZES, Filter, Order, Standing, Whose
from casework.ground.cases.queries import claims, matters
from casework.ground.cases.terms import Part, Priority, Stage
from casework.ground.documents import queries as documents
from casework.ground.identity.terms import Permission
from casework.ground.notices import queries as notices
from casework.ground.offices import queries as offices
from casework.ground.parties import queries as parties
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.words import Card
from casework.kernel import clock
from casework.kernel.paging import NOTHING, Listing
from casework.procedure.calls import queries as calls
from casework.procedure.escalation import queries as escalation
from casework.procedure.escalation import rules as escalating
from casework.procedure.groups import queries as groups
from casework.procedure.intake.queries import complaints, identities, unreached
from casework.procedure.intake.queries.supplements import supplements
from casework.procedure.requests import queries as requests
from casework.web.guard import guard, reader
from casework.web.navigation import Goal, address_of
from casework.web.pages import count_words, page, pages, place
from casework.web.words import _

blueprint = Blueprint("desk", __name__, url_prefix="/desk")

#: On the page for today stands what is due within so many working days.
_SOON_WORKDAYS = 3
#: Each of these may say how pressing a case is.
_PRESSES = (Permission.ASSIGN, Permission.INVESTIGATE, Permission.SUPERVISE)


@dataclass(frozen=True)
class Choice:
    """One entry of a list of choices."""

    label: str
    href: str
    current: bool
    count: int | None = None
    icon: str = "bookmark"


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


@blueprint.get("/cases")
@guard(Permission.READ_CASE)
def queue() -> ResponseReturnValue:
    """The list of cases, the next legal date first; its filter stands in the address."""
    officer, wanted = reader(), read_filter(request.args)
    reach = officer.reach(Permission.READ_CASE)
    marker = matters.marker(clock.today())
    found = lists.queue(wanted, marker, reach=reach, officer=officer, after=place())
    return page(
        rows=found.rows,
        reopened=requests.reopened_among(row.id for row in found.rows),
        wanted=wanted,
        pages=pages(found),
        side=_side(wanted, marker, reach),
        chips=_chips(wanted),
        menus=_menus(wanted, reach),
        printed_at=clock.now(),
        many_areas=reach.whole_city,
    )


def _address(wanted: Filter, **changes: object) -> str:
    return url_for("desk.queue", **write_filter(wanted, **changes))  # type: ignore[arg-type]


def _side(wanted: Filter, marker: Any, reach: Any) -> list[tuple[str, list[Choice]]]:
    """The kept filters: whose cases, and by card with their counts."""
    counts = lists.card_counts(marker, reach=reach)
    whose = [
        Choice(word.label, _address(wanted, whose=word), wanted.whose is word, icon="inbox")
        for word in Whose
    ]
    cards = [
        Choice(card.label, _address(wanted, card=card), wanted.card is card, counts[card])
        for card in (Card.SUPERVISED, Card.RED, Card.YELLOW, Card.GREEN)
    ]
    return [(_("谁的"), whose), (_("牌色"), cards)]


def _chips(wanted: Filter) -> list[tuple[str, str, str]]:
    """The conditions that are set, each with the address that takes it off."""
    found = []
    if wanted.whose is not Whose.ALL:
        found.append((_("谁的"), wanted.whose.label, _address(wanted, whose=Whose.ALL)))
    if wanted.card is not None:
        found.append((_("牌色"), wanted.card.label, _address(wanted, card=None)))
    if wanted.late:
        found.append((_("期限"), _("已超期"), _address(wanted, late=None)))
    if wanted.stage is not None:
        found.append((_("阶段"), wanted.stage.label, _address(wanted, stage=None)))
    if wanted.priority is not None:
        found.append((_("急缓"), wanted.priority.label, _address(wanted, priority=None)))
    if wanted.text:
        found.append((_("搜索"), wanted.text, _address(wanted, q="")))
    return found


def _menus(wanted: Filter, reach: Any) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """The chips that open a list of choices."""
    every = _("全部")
    stages = [(every, _address(wanted, stage=None), wanted.stage is None)]
    stages += [(s.label, _address(wanted, stage=s), wanted.stage is s) for s in Stage]
    standings = [(s.label, _address(wanted, standing=s), wanted.standing is s) for s in Standing]
    sizes = [(str(n), _address(wanted, size_of_page=n), wanted.size == n) for n in PAGE_SIZES]
    present = wanted.priority.label if wanted.priority else every
    priorities = [(every, _address(wanted, priority=None), wanted.priority is None)]
    priorities += [(p.label, _address(wanted, priority=p), wanted.priority is p) for p in Priority]
    orders = [(o.label, _address(wanted, order=o), wanted.order is o) for o in Order]
    menus = [
        (_("急缓"), present, priorities),
        (_("排序"), wanted.order.label, orders),
        (_("状态"), wanted.standing.label, standings),
        (_("阶段"), wanted.stage.label if wanted.stage else every, stages),
        (_("每页"), str(wanted.size), sizes),
    ]
    if reach.whole_city:
        menus.insert(0, _area_menu(wanted, reach, every))
    return menus


def _area_menu(wanted: Filter, reach: Any, every: str) -> tuple[str, str, list[Any]]:
    areas = offices.handling_areas(reach=reach)
    choices = [(every, _address(wanted, area=None), wanted.area_id is None)]
    choices += [
        (offices.name(a), _address(wanted, area=a.id), wanted.area_id == a.id) for a in areas
    ]
    present = next((label for label, _href, current in choices if current), every)
    return _("县区"), present, choices


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


def install(app: Flask) -> None:
    """The search box of the bar leads to the list of cases."""
    app.context_processor(_search)


def _search() -> dict[str, str]:
    may_search = current_user.is_authenticated and current_user.may(Permission.READ_CASE)
    return {"search_url": url_for("desk.queue")} if may_search else {}
