"""急缓: what somebody at the desk has seen or heard, and the priority he gives."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.cases.terms import Priority, Trait
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import triage
from casework.procedure.intake.forms.deciding import PressingForm
from casework.procedure.intake.views.blueprint import blueprint
from casework.procedure.intake.views.complaints import pressing_now
from casework.procedure.intake.views.deciding import again, to_decide
from casework.web.edge import writes
from casework.web.guard import guard, reader


@blueprint.route("/<int:complaint_id>/pressing", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def pressing(complaint_id: int) -> ResponseReturnValue:
    """Noted with its reason; the complaint's acts keep it."""
    found = to_decide(complaint_id)
    form = PressingForm(**pressing_now(found))
    if form.sent():
        with form.attempt():
            noted = [Trait(word) for word in form.noted.data or () if Trait.known(word)]
            triage.note_pressing(
                found,
                noted=noted,
                chosen=Priority.known(form.chosen.data),
                reason=form.reason.data or "",
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "pressing_form")
