"""Three short questions before the first page, for those who want them; the way on stays open."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as drafts
from casework.doors.hall.forms import Question
from casework.doors.hall.views import areas, keep_answers, kept_draft, kept_receipt, worker_urls
from casework.doors.precheck import rules
from casework.doors.precheck.forms import OfficeForm, TopicForm, WhenForm
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Department
from casework.ground.statute import queries as statute
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.tabs import WorkerPages

blueprint = WorkerPages("precheck", __name__)

_PAGES = ("topic", "when", "office")


def _before() -> dict[str, Any]:
    found: dict[str, Any] = drafts.answers(kept_draft()).get(rules.BEFORE, {})
    return found


def _ask(name: str, form_class: type[Question]) -> ResponseReturnValue:
    if kept_receipt() is not None:
        return redirect(url_for("portal.who"))
    form = form_class(data=form_class.shown(_before()))
    form.today = clock.today()
    if isinstance(form, OfficeForm):
        form.offer(areas())
    if isinstance(form, WhenForm):
        form.ask(rules.asked_of(_before()), rules.points_of(_before()))
    if form.sent():
        with form.attempt():
            _keep(form.answers())
            return redirect(url_for(f"precheck.{rules.first_unasked(_before()) or 'advice'}"))
    return _shown(name, form)


def _keep(given: dict[str, Any]) -> None:
    """These answers make the draft and its code too: they are not asked again."""
    keep_answers({rules.BEFORE: rules.answered(_before(), given)})


def _shown(name: str, form: Form) -> ResponseReturnValue:
    place = _PAGES.index(name)
    back = f"precheck.{_PAGES[place - 1]}" if place else "hall.home"
    return page(form=form, question=True, place=place + 1, back_url=url_for(back), **worker_urls())


@blueprint.route("/before/topic", methods=["GET", "POST"])
@public
@writes
def topic() -> ResponseReturnValue:
    """What is the matter?"""
    return _ask("topic", TopicForm)


@blueprint.route("/before/when", methods=["GET", "POST"])
@public
@writes
def when() -> ResponseReturnValue:
    """How long ago was it?"""
    return _ask("when", WhenForm)


@blueprint.route("/before/office", methods=["GET", "POST"])
@public
@writes
def office() -> ResponseReturnValue:
    """Where was the work? That county's office is responsible."""
    return _ask("office", OfficeForm)


@blueprint.route("/before/advice")
@public
def advice() -> ResponseReturnValue:
    """Who is responsible, how to reach them, how far back one may look; and the way on."""
    before = _before()
    unasked = rules.first_unasked(before)
    if unasked is not None:
        return redirect(url_for(f"precheck.{unasked}"))
    area_id = before["area"]
    unit = offices.unit_of(area_id, Department.HUMAN_RESOURCES)
    told = rules.advice(
        before, today=clock.today(), statute=statute.statute(), calendar=statute.calendar()
    )
    return page(
        told=told,
        area=offices.area(area_id),
        unit=unit,
        centre=offices.find_centre_of(area_id),
        back_url=url_for("precheck.office"),
        **worker_urls(),
    )
