"""A day log goes into a complaint: it answers what it knows, and lies with it as a statement."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.cases import actions as cases
from casework.cases import queries as case_queries
from casework.cases.terms import Folder
from casework.daylogs import queries as log_queries
from casework.daylogs import rules as log_rules
from casework.kernel import clock
from casework.portal import queries, rules
from casework.portal.views.asking import keep_answers, url_of
from casework.portal.views.blueprint import begin_anew, blueprint, kept_draft, kept_receipt
from casework.portal.views.days import kept_log
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.words import _

if TYPE_CHECKING:
    from casework.daylogs.models import DayLog
    from casework.intake.models import Draft


@blueprint.route("/days/complain", methods=["POST"])
@public
@writes
def days_complain() -> ResponseReturnValue:
    """One press: the nine pages begin with what the log says, and it lies with the evidence."""
    log = kept_log()
    brought = log_rules.brought(log_queries.notes(log)) if log is not None else None
    if log is None or brought is None:
        return redirect(url_for("portal.days_log"))
    if kept_receipt() is not None:
        begin_anew()
    answers = keep_answers({rules.LOG: rules.from_log(log.id, brought)})
    draft = kept_draft()
    if draft is not None:
        _lay_statement(draft, log)
    flash(_("记工本已带过来，请往下核对。"))
    return redirect(url_of(rules.first_gap(answers)))


def renew_statement(draft: Draft) -> None:
    """Just before sending: the statement as the log stands now, also when it was swept away with
    the files of a draft that waited long. Nothing where the log was wiped meanwhile."""
    kept = queries.answers(draft).get(rules.LOG, {})
    log = log_queries.find_log(kept["id"]) if kept.get("id") else None
    if log is not None:
        _lay_statement(draft, log)


def leave_statement() -> None:
    """The worker has taken the statement off: it is not laid again by itself."""
    kept = queries.answers(kept_draft()).get(rules.LOG)
    if kept:
        keep_answers({rules.LOG: {**kept, "id": None}})


def _lay_statement(draft: Draft, log: DayLog) -> None:
    """The whole log as a file of the draft, instead of the one of an earlier press."""
    folder, now = Folder(draft_id=draft.id), clock.now()
    sheet = uploads.arrive(_("本人记工记录.pdf"), io.BytesIO(log_queries.statement(log)))
    for row in case_queries.files(folder):
        if row.own_record and row.sha256 != sheet.kept.sha256:
            cases.drop_file(row, now=now)
    laid = cases.lay_files(folder, [sheet], own_record=True, by=None, now=now)
    uploads.claim(row.file_key for row in laid.new)
    for refusal in laid.refused:
        flash(refusal.words)
