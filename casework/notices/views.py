"""The mailbox: what was told to whom and how far it got, for administrators."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.identity.terms import Permission
from casework.kernel import clock
from casework.notices import actions, queries
from casework.notices.forms import ReconcileForm
from casework.notices.terms import Delivery
from casework.web.edge import writes
from casework.web.guard import guard
from casework.web.pages import after_key, page

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

_ROWS = 50


@blueprint.get("/")
@guard(Permission.READ_MAILBOX)
def mailbox() -> ResponseReturnValue:
    """Messages, newest first. Numbers are masked; the words name nobody; codes are
    shown in a demo alone."""
    state = Delivery.known(request.args.get("state"))
    rows = queries.mailbox(after=after_key(), state=state, limit=_ROWS + 1)
    following = rows[_ROWS - 1].id if len(rows) > _ROWS else None
    demo = current_app.extensions["settings"].demo
    return page(rows=rows[:_ROWS], state=state, states=list(Delivery), following=following,
                reconcile=ReconcileForm(), codes_shown=demo)  # fmt: skip


@blueprint.post("/<int:message_id>/reconcile/<any(arrived, lost):answer>")
@guard(Permission.READ_MAILBOX)
@writes
def reconcile(message_id: int, answer: str) -> ResponseReturnValue:
    """Says what became of a message whose gateway gave no clear answer."""
    if ReconcileForm().sent():
        queries.message(message_id)
        actions.reconcile(message_id, arrived=answer == "arrived", now=clock.now())
    return redirect(url_for("notices.mailbox", state=Delivery.UNKNOWN))
