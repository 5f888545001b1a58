"""钱到了吗: what was recorded for the worker waits for his own word."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.confirming import actions, queries, rules
from casework.doors.confirming.forms import CameForm, LessForm
from casework.doors.hall.views import worker_urls
from casework.doors.proving.terms import Seeing
from casework.doors.proving.views import proven, proven_seeing
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.filters import worker_money
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.tabs import WorkerPages
from casework.web.words import _

blueprint = WorkerPages("confirming", __name__)


@blueprint.route("/progress/money/here", methods=["GET", "POST"])
@public
@writes
@proven
def came() -> ResponseReturnValue:
    """The money is here: exactly the sum that the page shows."""
    form, now = CameForm(), clock.now()
    seeing = proven_seeing(now)
    if seeing is not None and form.sent():
        with form.attempt():
            actions.say_came(seeing, seen=form.sum, now=now)
            flash(_("已登记：%(amount)s到账。", amount=worker_money(form.sum)))
            return redirect(url_for("progress.matter"))
    return _page(form, seeing)


@blueprint.route("/progress/money/less", methods=["GET", "POST"])
@public
@writes
@proven
def less() -> ResponseReturnValue:
    """It is not here, or less: an inspector looks at it the same day."""
    form, now = LessForm(), clock.now()
    seeing = proven_seeing(now)
    if seeing is not None and form.sent():
        with form.attempt():
            actions.say_less(seeing, came=form.came.data, now=now)
            flash(_("已登记，今天就通知监察员核对。"))
            return redirect(url_for("progress.matter"))
    return _page(form, seeing)


def _page(form: Form, seeing: Seeing | None) -> Any:
    """What waits for his word; nobody without a proof comes here."""
    waiting = queries.waiting_for_word(seeing) if seeing else None
    if waiting is None:
        flash(rules.NothingWaits().words)
        return redirect(url_for("progress.matter"))
    if isinstance(form, CameForm):
        form.seen.data = str(waiting.fen)
    return page(form=form, waiting=waiting, back_url=url_for("progress.matter"), **worker_urls())
