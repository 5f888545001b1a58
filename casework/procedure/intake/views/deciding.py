"""Deciding on a complaint: accept, refuse, ask for more, send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.forms.deciding import (
    AcceptForm,
    PassedOnForm,
    RefuseForm,
    SupplementForm,
    SupplementReceivedForm,
    TransferForm,
)
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries.same import same_employer
from casework.procedure.intake.terms import Elsewhere
from casework.procedure.intake.views.blueprint import blueprint, reach_here
from casework.procedure.intake.views.complaints import offer_bodies, offer_cases, shown
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import Form, page

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint


@blueprint.route("/<int:complaint_id>/accept", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def accept(complaint_id: int) -> ResponseReturnValue:
    """Accepted: a case of its own, or into one that is open."""
    found = to_decide(complaint_id)
    form = AcceptForm()
    offer_cases(form, same_employer(found.employer_text, area_id=found.area_id))
    if form.sent():
        with form.attempt():
            into = matters.any_case(form.join.data) if form.join.data else None
            deciding.accept(found, join=into, by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "accept_form")


@blueprint.route("/<int:complaint_id>/refuse", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def refuse(complaint_id: int) -> ResponseReturnValue:
    """Not accepted: ground, article, reason, and a letter."""
    found = to_decide(complaint_id)
    form = RefuseForm()
    offer_bodies(form, found)
    if form.sent():
        with form.attempt():
            deciding.refuse(
                found,
                ground=form.ground.data,
                reason=form.reason.data,
                place=_place(form, found),
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "refuse_form")


@blueprint.route("/<int:complaint_id>/supplement", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def supplement(complaint_id: int) -> ResponseReturnValue:
    """Something is missing: what, and until when."""
    found = to_decide(complaint_id)
    form = SupplementForm()
    if form.sent():
        with form.attempt():
            deciding.ask_supplement(
                found, wanted=form.wanted.data, until=form.until.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "supplement_form")


@blueprint.route("/<int:complaint_id>/supplemented", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def supplemented(complaint_id: int) -> ResponseReturnValue:
    """What was missing has come: the limit begins anew."""
    found = to_decide(complaint_id)
    form = SupplementReceivedForm()
    if form.sent():
        with form.attempt():
            deciding.supplement_received(found, note=form.note.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "received_form")


@blueprint.route("/<int:complaint_id>/transfer", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT)
@writes
def transfer(complaint_id: int) -> ResponseReturnValue:
    """Not ours: sent on, and the worker is told where to go."""
    found = to_decide(complaint_id)
    form = TransferForm()
    offer_bodies(form, found)
    if form.sent():
        with form.attempt():
            deciding.transfer(
                found,
                place=_place(form, found) or Elsewhere("", "", ""),
                reason=form.reason.data,
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "transfer_form")


def _place(form: TransferForm | RefuseForm, found: Complaint) -> Elsewhere | None:
    """What was chosen, with what was typed about it; None when nothing was."""
    body = offices.find_body(form.body.data or 0, area_id=found.area_id)
    name = form.receiver.data or (body.name_zh if body else "")
    sure = body if body and body.confirmed else None
    place = Elsewhere(
        name,
        form.address.data or (sure.address if sure else ""),
        form.phone.data or (sure.phone if sure else ""),
    )
    return place if name or place.address else None


@blueprint.route("/<int:complaint_id>/passed-on", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def passed_on(complaint_id: int) -> ResponseReturnValue:
    """The papers of what was sent on have been handed over."""
    found = to_decide(complaint_id)
    form = PassedOnForm()
    if form.sent():
        with form.attempt():
            deciding.passed_on(found, taker=form.taker.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "passed_form")


def to_decide(complaint_id: int) -> Complaint:
    return complaints.complaint(complaint_id, reach=reach_here())


def again(complaint_id: int, form: Form, name: str) -> ResponseReturnValue:
    """The complaint's page with the form that was not accepted."""
    found = complaints.complaint(complaint_id, reach=reach_here())
    return page("intake/complaint.html", form=form, **shown(found, **{name: form}))
