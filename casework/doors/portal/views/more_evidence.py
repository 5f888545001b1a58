"""补材料: files for a matter that is filed already, from whoever has proved that it is his."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import worker_urls
from casework.doors.portal.forms.evidence import MoreEvidenceForm, name_bad_files
from casework.doors.portal.queries import acting, proving
from casework.doors.portal.views.blueprint import blueprint, proven, proven_seeing
from casework.doors.portal.views.evidence import row_words, take_piece
from casework.ground.cases.queries import evidence as evidence_queries
from casework.ground.cases.terms import Folder
from casework.kernel import clock
from casework.kernel.files import ACCEPT
from casework.kernel.terms import Missing, Refused
from casework.procedure.intake.actions import evidence
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries import evidence as intake_evidence
from casework.web import uploads
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import page
from casework.web.uploads import Brought, takes_files
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint


def _too_large() -> Any:
    complaint = _complaint()
    if complaint is None:
        return redirect(url_for("portal.prove"))
    form = MoreEvidenceForm()
    form.form_errors.append(_("一次传的太多太大，没有收到。请分几次传。"))
    return _shown(form, complaint)


def _complaint() -> Complaint | None:
    """The complaint of whoever has proved himself in this browser."""
    seeing = proven_seeing(clock.now())
    return complaints.any_complaint(seeing.complaint_id) if seeing else None


@blueprint.route("/progress/matter/evidence", methods=["GET", "POST"])
@public
@proven
@takes_files(_too_large)
@writes
def more_evidence() -> ResponseReturnValue:
    """Files for the matter that is open here; whoever works on it hears of it once."""
    brought = uploads.bring() if request.method == "POST" else Brought()
    complaint = _complaint()
    if complaint is None:
        return redirect(url_for("portal.prove"))
    form = MoreEvidenceForm()
    form.brought = bool(brought) or "sent" in request.form
    form.refused, form.asked = brought.refused, bool(complaints.wanted(complaint))
    good = form.sent()
    if request.method == "POST" and brought.arrived:
        with form.attempt(claims=False):
            laid = evidence.hand_in(
                complaint, brought.arrived, batch=str(form.form_key.data), by=None, now=clock.now()
            )
            uploads.claim(row.file_key for row in laid.new)
            good = name_bad_files(form.files, laid.refused) and good
    if good and form.refusal is None and form.words.data:
        with form.attempt():
            evidence.say_more(complaint, form.words.data, by=None, now=clock.now())
    if good and form.refusal is None:
        flash(_("已收到，办案人员能看到了。"))
        return redirect(url_for("portal.matter"))
    return _shown(form, complaint)


def _shown(form: MoreEvidenceForm, complaint: Complaint) -> Any:
    """With what is there already, where it is all his own."""
    own = len(complaint.claimants) <= 1
    rows = evidence_queries.files(Folder(complaint_id=complaint.id)) if own else []
    closed = intake_evidence.why_no_files(complaint)
    return page(
        form=form,
        accept=ACCEPT,
        rows=[row_words(row) for row in rows],
        wanted=complaints.wanted(complaint),
        closed=closed,
        reopening=_reopening() if closed else None,
        pieces_url=url_for("portal.more_piece"),
        back_url=url_for("portal.matter"),
        question=True,
        **worker_urls(),
    )


def _reopening() -> dict[str, Any]:
    """The way to have a closed matter reopened: until when one press does it, else which window."""
    seeing = proven_seeing(clock.now())
    if seeing is None:
        raise Missing
    until = acting.standing(seeing, today=clock.today()).reopen_until
    in_time = until is not None and clock.today() <= until
    return {"until": until if in_time else None, "window": proving.window(seeing)}


@blueprint.route("/progress/matter/evidence/piece", methods=["POST"])
@public
@writes
def more_piece() -> ResponseReturnValue:
    """A piece of a file for the matter that is open here."""
    complaint = _complaint()
    if complaint is None:
        return jsonify(refused=_("请先验证手机号，再上传。")), 422
    batch = request.form.get("batch", "")

    def lay(arrived: Any) -> Any:
        return evidence.hand_in(complaint, [arrived], batch=batch, by=None, now=clock.now())

    try:
        return take_piece(Folder(complaint_id=complaint.id), lay)
    except Refused as refusal:
        return jsonify(refused=refusal.words), 422
