"""The door to whatever a number and a phone open: a matter, a log, answers that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as drafts
from casework.doors.hall.views import begin_anew, keep_draft, worker_urls
from casework.doors.joining import rules as joining
from casework.doors.joining.views.kept import keep_entry, keep_join_draft
from casework.doors.kiosks.views.visits import opened_elsewhere
from casework.doors.logbook.views import keep_log
from casework.doors.lookup import actions
from casework.doors.lookup.forms import FindForm, FindLogForm
from casework.doors.lookup.terms import OpenedLog
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.proving import rules as tries
from casework.doors.proving.terms import Seeing
from casework.doors.proving.views import (
    asking,
    keep_seeing,
    remember,
    slowed,
)
from casework.kernel import clock
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import page
from casework.web.tabs import WorkerPages

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Draft

blueprint = WorkerPages("lookup", __name__, doors=("receipt",))


@blueprint.route("/progress", methods=["GET", "POST"])
@public
@writes
def receipt() -> ResponseReturnValue:
    """Asks for the number and the last digits. Whatever is wrong, the answer is the same."""
    return _look_up(FindForm(code=request.args.get("code", "")[:40]), back="hall.home")


@blueprint.route("/days/open", methods=["GET", "POST"])
@public
@writes
def log() -> ResponseReturnValue:
    """The same door, for those who look for their log; whatever they have opens."""
    return _look_up(FindLogForm(), back="logbook.about")


def _look_up(form: FindForm, *, back: str) -> ResponseReturnValue:
    if form.sent():
        # not in an attempt: a wrong try must be counted although it is refused
        try:
            found = actions.look_up(
                code=form.code.data,
                tail=form.tail.data or "",
                by=asking(form.code.data),
                now=clock.now(),
            )
        except tries.TooManyTries as slow:
            return slowed(form, slow, back_url=url_for(back), **worker_urls())
        if found is not None:
            remember(form.code.data)
            return _opened(found)
        form.form_errors.append(tries.NothingFound().words)
    return page(form=form, back_url=url_for(back), **worker_urls())


def _opened(found: Seeing | OpenedLog | Draft) -> ResponseReturnValue:
    if isinstance(found, Seeing):
        keep_seeing(found)
        return redirect(url_for("progress.matter"))
    if isinstance(found, OpenedLog):
        keep_log(found.log_id)
        return redirect(url_for("logbook.log"))
    opened_elsewhere(found)
    begin_anew()
    return _go_on(found)


def _go_on(draft: Draft) -> ResponseReturnValue:
    """The first page without an answer, of a complaint or of a joining."""
    answers = drafts.answers(draft)
    entry = joining.draft_entry(answers)
    if entry is not None:
        keep_entry(entry)
        keep_join_draft(draft.code)
        return redirect(url_for(f"joining.join_{joining.join_gap(answers).value}"))
    keep_draft(draft.code)
    return redirect(url_for(f"portal.{answer_rules.first_gap(answers).value}"))
