"""The page behind a poster's code: the same nine pages, with the place filled in."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as draft_queries
from casework.doors.hall.views import keep_answers, kept_draft, kept_receipt, worker_urls
from casework.doors.posters import actions, queries
from casework.doors.precheck import rules as before
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page
from casework.web.tabs import WorkerPages
from casework.web.words import _

#: Apart from the officers' pages: links of a worker's page carry what his browser keeps.
blueprint = WorkerPages("scanned", __name__, doors=("poster",))


@blueprint.route("/p/<mark>", methods=["GET", "POST"])
@public
@writes
def poster(mark: str) -> ResponseReturnValue:
    """Begins a form from a sheet on the wall. A sheet that is void leads to the first page."""
    found = queries.find_poster(mark)
    if found is None:
        flash(_("这张海报已更换，从这里也能填。"))
        return redirect(url_for("hall.home"))
    form = Form()
    if form.sent():
        with form.attempt():
            _begin(before.from_poster(found.area_id, found.project, found.place, found.industry))
            actions.count_start(found)
            return redirect(url_for("portal.who"))
    return page("posters/scanned.html", form=form, poster=found, **worker_urls())


def _begin(given: dict[str, Any]) -> None:
    """What the sheet says is kept with the draft, and asked no more."""
    if kept_receipt() is None:
        known = draft_queries.answers(kept_draft()).get(before.BEFORE, {})
        keep_answers({before.BEFORE: {**known, **given}})
