"""The page behind a poster's code: the same nine pages, with the place filled in."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as draft_queries
from casework.doors.hall.views import coming_code, keep_draft, kept_draft, kept_receipt, worker_urls
from casework.doors.portal.views.blueprint import blueprint
from casework.doors.posters import actions as posters
from casework.doors.posters import queries as poster_queries
from casework.doors.precheck import rules as before
from casework.kernel import clock
from casework.procedure.intake.actions import drafts
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.words import _


@blueprint.route("/p/<mark>", methods=["GET", "POST"])
@public
@writes
def poster(mark: str) -> ResponseReturnValue:
    """Begins a form from a sheet on the wall. A sheet that is void leads to the first page."""
    found = poster_queries.find_poster(mark)
    if found is None:
        flash(_("这张海报已更换，从这里也能填。"))
        return redirect(url_for("hall.home"))
    form = Form()
    if form.sent():
        with form.attempt():
            _begin(before.from_poster(found.area_id, found.project, found.place, found.industry))
            posters.count_start(found)
            return redirect(url_for("portal.who"))
    return page(form=form, poster=found, **worker_urls())


def _begin(given: dict[str, Any]) -> None:
    """What the sheet says is kept with the draft, and asked no more."""
    if kept_receipt() is not None:
        return
    draft, now = kept_draft(), clock.now()
    answers = draft_queries.answers(draft)
    answers = {**answers, before.BEFORE: {**answers.get(before.BEFORE, {}), **given}}
    if draft is None:
        keep_draft(drafts.start_draft(answers, code=coming_code(), now=now).code)
    else:
        drafts.keep_draft(draft, answers, now=now)
