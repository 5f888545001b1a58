"""Opening the identity behind a tip."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.identity import actions as identity
from casework.identity.terms import Permission
from casework.intake import queries
from casework.intake.forms import TipForm
from casework.intake.views.blueprint import blueprint
from casework.intake.views.complaints import _OPENED
from casework.intake.views.deciding import again
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import guard, reader


@blueprint.route("/<int:complaint_id>/open-tip", methods=["POST"])
@guard(Permission.OPEN_TIP)
@writes
def open_tip(complaint_id: int) -> ResponseReturnValue:
    """Shows who gave a tip, once, to those who may, with a reason that is kept."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.OPEN_TIP))
    form = TipForm()
    if form.sent():
        identity.log_reading(what="open_tip", subject_kind="complaint", subject_id=found.id,
                             reason=form.reason.data, address=request.remote_addr or "",
                             by=reader(), now=clock.now())  # fmt: skip
        session[_OPENED] = found.id
        return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "tip_form")
