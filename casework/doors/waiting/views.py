"""查待领工资: by phone and ID number, without a receipt; no amount before the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import worker_urls
from casework.doors.proving import actions as proving
from casework.doors.proving import queries as proving_queries
from casework.doors.proving import rules as proving_rules
from casework.doors.proving.forms import CodeForm
from casework.doors.proving.views import end_open, from_where, keep_open, kept_open
from casework.doors.waiting import actions, queries, rules
from casework.doors.waiting.forms import LookForMoneyForm
from casework.ground.ledger.rules import NothingHeld
from casework.kernel import clock
from casework.kernel.identifiers import row_id
from casework.web import tabs
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.tabs import WorkerPages
from casework.web.words import _

if TYPE_CHECKING:
    from casework.doors.proving.models import OneTimeCode

blueprint = WorkerPages("waiting", __name__)

_SEEKING = "seeking"


def _keep(purpose: str, token: str) -> None:
    until = clock.now() + proving_rules.STAYS_OPEN
    keep_open(_SEEKING, until=until, purpose=purpose, token=token)


def _proof() -> OneTimeCode | None:
    """The proof of whoever looks for his money in this browser."""
    now = clock.now()
    kept = kept_open(_SEEKING, now=now)
    return proving_queries.find_proof(kept["purpose"], kept["token"], now=now) if kept else None


def _page(form: Form | None = None, *, back: str, **context: Any) -> ResponseReturnValue:
    return page(form=form, back_url=url_for(back), **context, **worker_urls())


@blueprint.route("/money", methods=["GET", "POST"])
@public
@writes
def money() -> ResponseReturnValue:
    """Who looks: whether anybody is known by that, nobody can tell from the answer."""
    form = LookForMoneyForm()
    if form.sent():
        with form.attempt():
            token = str(form.form_key.data)
            purpose = actions.ask_who_looks(
                phone=form.phone.data,
                tail=form.tail.data,
                token=token,
                address=from_where(),
                now=clock.now(),
            )
            _keep(purpose, token)
            return redirect(url_for("waiting.code"))
    return _page(form, back="hall.home")


@blueprint.route("/money/code", methods=["GET", "POST"])
@public
@writes
def code() -> ResponseReturnValue:
    """The digits that came to that phone."""
    kept, form = kept_open(_SEEKING, now=clock.now()), CodeForm()
    if kept is None:
        return redirect(url_for("waiting.money"))
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        proof = proving.enter_code(
            kept["purpose"], token=kept["token"], code=form.code.data, now=clock.now()
        )
        if proof is not None:
            _keep(kept["purpose"], proving.renew_token(proof, now=clock.now()))
            return redirect(url_for("waiting.found"))
        form.code.errors = (proving_rules.CodeNotRight().words,)
    return _page(form, back="waiting.money")


@blueprint.route("/money/found")
@public
def found() -> ResponseReturnValue:
    """What lies there for him and how he gets it; or that nothing was found, and no word why."""
    proof = _proof()
    if proof is None:
        return redirect(url_for("waiting.money"))
    mine = queries.seekers(proof)
    return _page(
        back="waiting.money",
        held=queries.money_held(mine),
        coming=queries.money_on_its_way(mine),
    )


@blueprint.route("/money/want", methods=["POST"])
@public
@writes
def want() -> ResponseReturnValue:
    """我要领: the handler is told, once."""
    proof = _proof()
    if proof is None:
        return redirect(url_for("waiting.money"))
    try:
        actions.want_money(proof, line_id=row_id(request.form.get("line")) or 0, now=clock.now())
        flash(_("已登记，今天就通知监察员核对。"))
    except (rules.NotYours, NothingHeld):
        flash(rules.NotYours().words)
    return redirect(url_for("waiting.found"))


@blueprint.route("/money/close", methods=["POST"])
@public
@writes
def close() -> ResponseReturnValue:
    """Closes it in this browser, and ends the proof."""
    for _handle, kept in tabs.everywhere(_SEEKING):
        proving.end_proof(kept["token"], now=clock.now())
    end_open(_SEEKING)
    tabs.forget_everywhere(_SEEKING)
    return redirect(url_for("hall.home"))
