"""The first page, help, the service centres, why a day is that day; and what this browser has
begun and handed in: a draft, a receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from casework.doors.hall import queries
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting, explaining
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import clock, unreadable
from casework.procedure.groups import queries as groups
from casework.procedure.intake.actions import drafts
from casework.procedure.intake.queries import complaints
from casework.web import tabs
from casework.web.guard import public
from casework.web.pages import page
from casework.web.tabs import WorkerPages, tab
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.groups.models import Joining
    from casework.procedure.intake.models.complaints import Complaint, Draft

_DRAFT, _RECEIPT, _REMEMBERED = "draft", "receipt", "remembered"
#: The limits whose dates a worker is shown, and may ask about.
_SHOWN = (RuleId.ACC, RuleId.INV, RuleId.ORDER_TERM, RuleId.DEC)

blueprint = WorkerPages("hall", __name__, drafts=(_DRAFT,))


@blueprint.route("/")
@public
def home() -> ResponseReturnValue:
    """被欠工资，在这里投诉. Nobody leaves his receipt by accident before he has kept the number."""
    if not is_remembered():
        flash(_("请先留好回执号，再离开这一页。"))
        return redirect(url_for("portal.receipt"))
    draft, here = kept_draft(), tabs.handle()
    tabs.begin()  # whatever begins here is apart from what was begun before
    return page(going_on=here if draft else None, here=here, **worker_urls())


@blueprint.route("/secret")
@public
def secret() -> ResponseReturnValue:
    """不想让老板知道: what a tip is, what a complaint is, and that one may become the other."""
    return page(back_url=url_for("hall.home"), **worker_urls())


@blueprint.route("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the page is called so
    """Whom to ask, by phone or at the counter."""
    return page(back_url=url_for("hall.home"), **worker_urls())


@blueprint.route("/centres")
@public
def centres() -> ResponseReturnValue:
    """The service centres, each with address and phone."""
    found = [(offices.name(centre), centre.address, centre.phone) for centre in offices.centres()]
    return page(centres=found, back_url=url_for("hall.home"), **worker_urls())


@blueprint.route("/why/<rule>/<start>")
@public
def why(rule: str, start: str) -> ResponseReturnValue:
    """How a legal day is counted: the limit, its first day, and the days off between."""
    try:
        start_on = date.fromisoformat(start)
    except ValueError as error:
        raise NotFound from error
    book, calendar = statute.statute(), statute.calendar()
    found = book.find_rule(rule, on=start_on)
    if rule not in _SHOWN or found is None or found.length is None:
        raise NotFound
    sheet = counting.due(found, start_on, calendar)
    view = explaining.explain(sheet, calendar, today=clock.today())
    return page(view=view, back_url=url_for("hall.home"), **worker_urls())


def kept_draft() -> Draft | None:
    """The draft of this browser, unless it is gone or has become a complaint. One that cannot be
    read stays as it is, and its owner begins anew."""
    code = tab.get(_DRAFT)
    draft = complaints.find_draft(code) if code else None
    if draft is None or draft.complaint_id is not None or unreadable.is_in(draft.answers):
        return None
    return draft


def has_draft() -> bool:
    """Whether this browser says that it has one; asks nobody."""
    return _DRAFT in tab


def sent_draft() -> Draft | None:
    """The draft behind a sending, also when it has become a complaint meanwhile."""
    code = tab.get(_DRAFT) or tab.get(_RECEIPT)
    return complaints.find_draft(code) if code else None


def coming_code() -> str:
    """The code under which the first answer will be kept; the first page shows it already."""
    code = tab.get(_DRAFT)
    if not code or complaints.is_code_taken(code):
        code = drafts.new_code()
        tab.note(_DRAFT, code)
    return str(code)


def keep_draft(code: str) -> None:
    tab[_DRAFT] = code
    tab.pop(_RECEIPT, None)
    tab.pop(_REMEMBERED, None)


def keep_receipt(code: str) -> None:
    """The draft is filed: from now on going back shows the receipt."""
    tab.pop(_DRAFT, None)
    tab[_RECEIPT] = code
    tab.pop(_REMEMBERED, None)


def kept_receipt() -> Complaint | None:
    """The complaint that this browser has handed in."""
    code = tab.get(_RECEIPT)
    return complaints.find_complaint_by_code(code) if code else None


def receipt_code() -> str:
    return str(tab.get(_RECEIPT, ""))


def kept_joining() -> Joining | None:
    """How the holder of this browser's receipt came into a group; None for any other receipt."""
    code = receipt_code()
    return groups.find_joining_by_code(code) if code else None


def mark_remembered() -> None:
    tab[_REMEMBERED] = True


def is_remembered() -> bool:
    return bool(tab.get(_REMEMBERED)) or _RECEIPT not in tab


def begin_anew() -> None:
    """The next person, or the next matter: what was handed in stays where it is."""
    tabs.begin()


def worker_urls() -> dict[str, Any]:
    """Where the bar of a worker's page leads."""
    return {"home_url": url_for("hall.home"), "help_url": url_for("hall.help")}


def areas() -> list[tuple[str, str]]:
    """The counties and zones; last the city itself, for those who do not know."""
    areas = offices.handling_areas()
    counties = [(str(area.id), offices.name(area)) for area in areas if area.parent_id]
    city = [(str(area.id), _("说不清，帮我判断")) for area in areas if not area.parent_id]
    return counties + city


def keep_answers(given: Mapping[str, Any]) -> dict[str, Any]:
    """Puts these among the answers of the draft; without a draft they begin one."""
    draft, now = kept_draft(), clock.now()
    answers = {**queries.answers(draft), **given}
    if draft is None:
        keep_draft(drafts.start_draft(answers, code=coming_code(), now=now).code)
    else:
        drafts.keep_draft(draft, answers, now=now)
    return answers
