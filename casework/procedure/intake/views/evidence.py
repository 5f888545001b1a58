"""Files of a complaint, added by whoever has it at the counter or at the desk."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.ground.cases.forms import FilesForm
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import evidence
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.views.blueprint import blueprint, reach_here
from casework.procedure.intake.views.complaints import shown
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page
from casework.web.uploads import takes_files
from casework.web.words import _


def _again(complaint_id: int, form: FilesForm) -> Any:
    found = complaints.complaint(complaint_id, reach=reach_here())
    return page("intake/complaint.html", form=form, **shown(found, files_form=form))


def _too_large(complaint_id: int) -> Any:
    form = FilesForm(formdata=None)
    form.form_errors.append(_("一次交的太多太大，没有收到。请分几次交。"))
    return _again(complaint_id, form)


@blueprint.route("/<int:complaint_id>/evidence", methods=["POST"])
@guard(Permission.ACCEPT_COMPLAINT, Permission.TAKE_COMPLAINT)
@takes_files(_too_large)
@writes
def add_evidence(complaint_id: int) -> ResponseReturnValue:
    """Good files stay with the complaint, bad ones are named."""
    found = complaints.complaint(complaint_id, reach=reach_here())
    brought, form = uploads.bring(), FilesForm()
    form.brought, form.refused = bool(brought), brought.refused
    good = form.sent()
    if brought.arrived:
        with form.attempt(claims=False):
            laid = evidence.hand_in(
                found, brought.arrived, batch=str(form.form_key.data), by=reader(), now=clock.now()
            )
            uploads.claim(row.file_key for row in laid.new)
            form.files.errors = (*form.files.errors, *(bad.words for bad in laid.refused))
            if laid.again:
                flash(_("有%(count)d个以前交过，只留一份。", count=len(laid.again)))
            good = good and not laid.refused
    if good and form.refusal is None:
        return redirect(url_for("intake.complaint", complaint_id=found.id))
    return _again(complaint_id, form)
