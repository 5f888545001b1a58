"""Receipts at the counter: printed, found when lost, issued again; a worker takes his over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.identity.actions import readings
from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import receipts
from casework.procedure.intake.forms.deciding import FindForm, ReissueForm, TakeOverForm
from casework.procedure.intake.queries import claimants, complaints
from casework.procedure.intake.terms import Gap
from casework.procedure.intake.views.blueprint import ACC, answered, blueprint, words_in
from casework.procedure.intake.views.deciding import again
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import Goal, printed
from casework.web.pages import page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Complaint


@blueprint.route("/<int:complaint_id>/receipt")
@guard(Permission.TAKE_COMPLAINT)
def receipt(complaint_id: int) -> ResponseReturnValue:
    """The A4 receipt, for the worker to take away."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    return receipt_of(found)


def receipt_of(found: Complaint) -> ResponseReturnValue:
    """The sheet of a complaint that this officer may print."""
    running = clocks.find_running_clock(Subject.COMPLAINT, found.id, ACC)
    address = printed(Goal.LOOKUP, code=found.code)
    return page(
        "intake/receipt.html",
        complaint=found,
        code=found.code,
        running=running,
        gaps=words_in(Gap, found.gaps),
        amount=claimants.receipt_amount(found),
        printed_at=clock.now(),
        address=printed(Goal.LOOKUP),
        qr=segno.make(address, micro=False).svg_data_uri(border=4),
    )


@blueprint.route("/find", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def find() -> ResponseReturnValue:
    """A worker has lost his receipt: his complaints by ID number, with a logged reason."""
    form = FindForm()
    if not form.sent():
        return page(form=form, found=None)
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    found = complaints.complaints_by_id_number(form.id_number.data, reach=reach)
    for one in found:
        readings.log_reading(
            what="find_by_id_number",
            subject_kind="complaint",
            subject_id=one.id,
            reason=form.reason.data,
            address=request.remote_addr or "",
            by=reader(),
            now=clock.now(),
        )
    return answered(page(form=form, found=found))


@blueprint.route("/<int:complaint_id>/reissue", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def reissue(complaint_id: int) -> ResponseReturnValue:
    """A new receipt; the old code is void."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form = ReissueForm()
    if form.sent():
        with form.attempt():
            receipts.reissue_receipt(found, reason=form.reason.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.receipt", complaint_id=found.id))
    return again(complaint_id, form, "reissue_form")


@blueprint.route("/<int:complaint_id>/take-over", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def take_over(complaint_id: int) -> ResponseReturnValue:
    """The worker himself has come: his own number, and nobody else's."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form = TakeOverForm()
    if form.sent():
        with form.attempt():
            receipts.take_over(
                found,
                phone=form.phone.data,
                wants_messages=not form.quiet.data,
                reason=form.reason.data,
                by=reader(),
                now=clock.now(),
            )
            flash(_("旧回执号已失效，请打印新回执交给本人。"))
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "take_over_form")
