"""The first page, help, the service centres, and why a day is that day."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from casework.doors.portal.views import tabs
from casework.doors.portal.views.blueprint import (
    blueprint,
    is_remembered,
    kept_draft,
    worker_urls,
)
from casework.ground.offices import queries as offices
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting, explaining
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import clock
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _

#: The limits whose dates a worker is shown, and may ask about.
_SHOWN = (RuleId.ACC, RuleId.INV, RuleId.ORDER_TERM, RuleId.DEC)


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
    return page(back_url=url_for("portal.home"), **worker_urls())


@blueprint.route("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the page is called so
    """Whom to ask, by phone or at the counter."""
    return page(back_url=url_for("portal.home"), **worker_urls())


@blueprint.route("/centres")
@public
def centres() -> ResponseReturnValue:
    """The service centres, each with address and phone."""
    found = [(offices.name(centre), centre.address, centre.phone) for centre in offices.centres()]
    return page(centres=found, back_url=url_for("portal.home"), **worker_urls())


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
    return page(view=view, back_url=url_for("portal.home"), **worker_urls())
