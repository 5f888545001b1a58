"""待核: a complaint that came in a flood is looked into, and its mark taken away."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import flooding
from casework.procedure.intake.forms.deciding import SenderForm
from casework.procedure.intake.views.blueprint import blueprint
from casework.procedure.intake.views.deciding import again, to_decide
from casework.web.edge import writes
from casework.web.guard import guard, reader


@blueprint.route("/<int:complaint_id>/sender", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def sender(complaint_id: int) -> ResponseReturnValue:
    """How it was checked is kept among the complaint's acts, with the officer's name."""
    found = to_decide(complaint_id)
    form = SenderForm()
    if form.sent():
        with form.attempt():
            flooding.clear_sender(found, how=form.how.data or "", by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "sender_form")
