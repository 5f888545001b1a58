"""The counter: its form, the receipt, a lost receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.cases import queries as cases
from casework.cases.terms import Subject
from casework.identity import actions as identity
from casework.identity.terms import Permission
from casework.intake import actions, queries
from casework.intake.forms import ComplaintForm, FindForm, ReissueForm, TakeOverForm
from casework.intake.terms import Gap
from casework.intake.views.blueprint import ACC, answered, blueprint, words_in
from casework.intake.views.deciding import again
from casework.kernel import clock
from casework.offices import queries as offices
from casework.web.edge import writes
from casework.web.fields import content_hash
from casework.web.guard import guard, reader
from casework.web.pages import page

if TYPE_CHECKING:
    from casework.intake.models import Complaint


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def new() -> ResponseReturnValue:
    """The counter's form. A first look shows what is open against the same name."""
    form = ComplaintForm(received_on=clock.today())
    form.offer(areas=_areas(), centres=_centres(), today=clock.today())
    if request.method == "GET":
        form.area.data = current_user.unit.area_id
    if "more" in request.form:
        form.more_rows()
        return answered(page("intake/new.html", form=form, same=[], looked=False))
    sent = form.sent()
    same = _same(form)
    if sent and "look" not in request.form:
        with form.attempt():
            filed = actions.file(
                form.facts(), key=form.form_key.data, content_hash=content_hash(), by=reader(),
                now=clock.now(),
            )  # fmt: skip
            return redirect(url_for("intake.receipt", complaint_id=filed.complaint.id))
    if sent and form.refusal is None:
        return answered(page("intake/new.html", form=form, same=same, looked=True))
    return page(form=form, same=same, looked=bool(same))


def _areas() -> list[tuple[int, str]]:
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    return [(area.id, offices.name(area)) for area in offices.handling_areas(reach=reach)]


def _centres() -> list[tuple[int, str]]:
    return [(centre.id, offices.name(centre)) for centre in offices.centres()]


def _same(form: ComplaintForm) -> list[queries.SameEmployer]:
    if request.method == "GET" or not form.employer.data or not form.area.data:
        return []
    return queries.same_employer(form.employer.data, area_id=form.area.data)


@blueprint.route("/<int:complaint_id>/receipt")
@guard(Permission.TAKE_COMPLAINT)
def receipt(complaint_id: int) -> ResponseReturnValue:
    """The A4 receipt, for the worker to take away."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    return receipt_of(found)


def receipt_of(found: Complaint) -> ResponseReturnValue:
    """The sheet of a complaint that this officer may print."""
    running = cases.find_running_clock(Subject.COMPLAINT, found.id, ACC)
    address = url_for("portal.progress", code=found.code, _external=True)
    return page("intake/receipt.html", complaint=found, code=found.code, running=running,
                gaps=words_in(Gap, found.gaps),
                amount=queries.receipt_amount(found), printed_at=clock.now(),
                address=url_for("portal.progress", _external=True),
                qr=segno.make(address, micro=False).svg_data_uri(border=4))  # fmt: skip


@blueprint.route("/find", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def find() -> ResponseReturnValue:
    """A worker has lost his receipt: his complaints by ID number, with a logged reason."""
    form = FindForm()
    if not form.sent():
        return page(form=form, found=None)
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    found = queries.complaints_by_id_number(form.id_number.data, reach=reach)
    for one in found:
        identity.log_reading(what="find_by_id_number", subject_kind="complaint",
                             subject_id=one.id, reason=form.reason.data,
                             address=request.remote_addr or "", by=reader(),
                             now=clock.now())  # fmt: skip
    return answered(page(form=form, found=found))


@blueprint.route("/<int:complaint_id>/reissue", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def reissue(complaint_id: int) -> ResponseReturnValue:
    """A new receipt; the old code is void."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form = ReissueForm()
    if form.sent():
        with form.attempt():
            actions.reissue_receipt(found, reason=form.reason.data, by=reader(), now=clock.now())
            return redirect(url_for("intake.receipt", complaint_id=found.id))
    return again(complaint_id, form, "reissue_form")


@blueprint.route("/<int:complaint_id>/take-over", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def take_over(complaint_id: int) -> ResponseReturnValue:
    """The worker himself has come: his own number, and nobody else's."""
    found = queries.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form = TakeOverForm()
    if form.sent():
        with form.attempt():
            actions.take_over(found, phone=form.phone.data, wants_messages=not form.quiet.data,
                              reason=form.reason.data, by=reader(), now=clock.now())  # fmt: skip
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return again(complaint_id, form, "take_over_form")
