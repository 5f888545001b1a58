"""先证明是您: a code to the phone on file opens what the receipt alone does not."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import worker_urls
from casework.doors.portal.actions import proving
from casework.doors.portal.forms.proving import AskCodeForm, CodeForm
from casework.doors.portal.queries import proving as proving_queries
from casework.doors.portal.rules import proving as proving_rules
from casework.doors.portal.terms.telling import Seeing
from casework.doors.portal.views.blueprint import (
    blueprint,
    keep_proof,
    kept_seeing,
    proof_token,
    proven_seeing,
    wanted_url,
)
from casework.doors.portal.views.who_asks import from_where
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page


@blueprint.route("/progress/prove", methods=["GET", "POST"])
@public
@writes
def prove() -> ResponseReturnValue:
    """Sends a code to the phone on file. Whether there is one, nobody can tell from the answer."""
    now = clock.now()
    seeing = kept_seeing(now)
    if seeing is None:
        return redirect(url_for("portal.progress"))
    if proven_seeing(now) is not None:
        return redirect(wanted_url())
    form = AskCodeForm()
    if form.sent():
        with form.attempt():
            token = str(form.form_key.data)
            proving.send_code(seeing, token=token, address=from_where(), now=now)
            keep_proof(token)
            return redirect(url_for("portal.code"))
    return _page(form, seeing, back="portal.matter")


@blueprint.route("/progress/code", methods=["GET", "POST"])
@public
@writes
def code() -> ResponseReturnValue:
    """Takes the six digits; whatever is wrong with them, the answer is the same."""
    now = clock.now()
    seeing = kept_seeing(now)
    if seeing is None:
        return redirect(url_for("portal.progress"))
    if proven_seeing(now) is not None:
        return redirect(wanted_url())
    form = CodeForm()
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        proof = proving.enter_code(
            seeing.purpose, token=proof_token(), code=form.code.data, now=now
        )
        if proof is not None:
            keep_proof(proving.renew_token(proof, now=now))
            proving.note_proven(seeing, now=now)
            return redirect(wanted_url())
        form.code.errors = (proving_rules.CodeNotRight().words,)
    return _page(form, seeing, back="portal.prove")


def _page(form: Form, seeing: Seeing, *, back: str) -> ResponseReturnValue:
    """With the window, for those whom a text message does not reach."""
    return page(
        form=form, window=proving_queries.window(seeing), back_url=url_for(back), **worker_urls()
    )
