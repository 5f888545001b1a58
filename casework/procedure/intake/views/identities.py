"""身份待核: somebody gave a known ID number with another name or phone, and an officer decides."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import identities as actions
from casework.procedure.intake.forms.identities import VerdictForm
from casework.procedure.intake.queries import complaints, identities
from casework.procedure.intake.views.blueprint import blueprint, reach_here
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page


@blueprint.route("/<int:complaint_id>/identity/<int:doubt_id>", methods=["GET", "POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@writes
def identity(complaint_id: int, doubt_id: int) -> ResponseReturnValue:
    """Both descriptions side by side, of the name on file what agrees, and the officer's word."""
    found = complaints.complaint(complaint_id, reach=reach_here())
    doubt = identities.doubt(doubt_id, complaint_id=found.id)
    form = VerdictForm()
    if form.sent():
        with form.attempt():
            actions.decide_identity(
                doubt,
                verdict=form.verdict.data,
                reason=form.reason.data,
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return page(form=form, complaint=found, doubt=doubt)
