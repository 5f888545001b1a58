"""The window answers what the kiosks of its centre ask."""

from __future__ import annotations

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import NotFound

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.calls import actions, queries
from casework.procedure.intake.views.receipts import receipt_of
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import Goal, address_of

blueprint = Blueprint("calls", __name__, url_prefix="/intake/calls")


@blueprint.route("/<int:call_id>/answer", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def answer_call(call_id: int) -> ResponseReturnValue:
    """Somebody goes there, or has printed what did not come out."""
    found = queries.call(call_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    actions.answer_call(found, by=reader(), now=clock.now())
    return redirect(address_of(Goal.TODAY))


@blueprint.route("/<int:call_id>/receipt")
@guard(Permission.TAKE_COMPLAINT)
def call_receipt(call_id: int) -> ResponseReturnValue:
    """The receipt that did not come out at the kiosk, for a day, at the window of that centre:
    also when another county is responsible for the complaint."""
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    found = queries.call(call_id, reach=reach)
    if found not in queries.open_calls(reach=reach, now=clock.now()) or not found.complaint:
        raise NotFound
    return receipt_of(found.complaint)
