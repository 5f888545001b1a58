"""A day log goes into a complaint: it answers what it knows, and lies with it as a statement."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall import queries as drafts
from casework.doors.hall.views import begin_anew, keep_answers, kept_draft, kept_receipt
from casework.doors.logbook.views import kept_log
from casework.doors.portal.rules import answers as answer_rules
from casework.doors.portal.rules import days
from casework.doors.portal.views.asking import url_of
from casework.doors.portal.views.blueprint import blueprint
from casework.ground.cases.actions import evidence
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.terms import Folder
from casework.kernel import clock
from casework.procedure.daylogs import queries as log_queries
from casework.procedure.daylogs import rules as log_rules
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.daylogs.models import DayLog
    from casework.procedure.intake.models.complaints import Draft


@blueprint.route("/days/complain", methods=["POST"])
@public
@writes
def days_complain() -> ResponseReturnValue:
    """One press: the nine pages begin with what the log says, and it lies with the evidence."""
    log = kept_log()
    brought = log_rules.brought(log_queries.notes(log)) if log is not None else None
    if log is None or brought is None:
        return redirect(url_for("logbook.log"))
    if kept_receipt() is not None:
        begin_anew()
    answers = keep_answers({days.LOG: days.from_log(log.id, brought)})
    draft = kept_draft()
    if draft is not None:
        _lay_statement(draft, log)
    flash(_("记工本已带过来，请往下核对。"))
    return redirect(url_of(answer_rules.first_gap(answers)))


def renew_statement(draft: Draft) -> None:
    """Just before sending: the statement as the log stands now, also when it was swept away with
    the files of a draft that waited long. Nothing where the log was wiped meanwhile."""
    kept = drafts.answers(draft).get(days.LOG, {})
    log = log_queries.find_log(kept["id"]) if kept.get("id") else None
    if log is not None:
        _lay_statement(draft, log)


def leave_statement() -> None:
    """The worker has taken the statement off: it is not laid again by itself."""
    kept = drafts.answers(kept_draft()).get(days.LOG)
    if kept:
        keep_answers({days.LOG: {**kept, "id": None}})


def _lay_statement(draft: Draft, log: DayLog) -> None:
    """The whole log as a file of the draft, instead of the one of an earlier press."""
    folder, now = Folder(draft_id=draft.id), clock.now()
    sheet = uploads.arrive(_("本人记工记录.pdf"), io.BytesIO(log_queries.statement(log)))
    for row in evidence_queries.files(folder):
        if row.own_record and row.sha256 != sheet.kept.sha256:
            evidence.drop_file(row, now=now)
    laid = evidence.lay_files(folder, [sheet], own_record=True, by=None, now=now)
    uploads.claim(row.file_key for row in laid.new)
    for refusal in laid.refused:
        flash(refusal.words)
