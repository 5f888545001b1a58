"""Somebody was called whom a message did not reach."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.forms.deciding import CalledForm
from casework.procedure.intake.views.blueprint import blueprint
from casework.procedure.intake.views.deciding import again, to_decide
from casework.web.edge import writes
from casework.web.guard import guard, reader


@blueprint.route("/<int:complaint_id>/called", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def called(complaint_id: int) -> ResponseReturnValue:
    """What was said on the phone is kept; the complaint leaves the list of those to call."""
    found = to_decide(complaint_id)
    form = CalledForm()
    if form.sent():
        with form.attempt():
            deciding.note_call(found, said=form.said.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "called_form")
