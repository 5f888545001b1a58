"""Group complaints at the counter: open, shut and renew the code, print it, add people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import segno
from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.identity.actions import readings
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.kernel.terms import Missing
from casework.procedure.groups import queries
from casework.procedure.groups.actions import codes, representatives
from casework.procedure.groups.actions import joining as joining_actions
from casework.procedure.groups.forms import MarkForm, WorkmateForm
from casework.procedure.groups.terms import Entry, JoinWay
from casework.procedure.groups.views.panel import to_mark
from casework.procedure.intake.forms.deciding import ReissueForm
from casework.procedure.intake.queries import claimants, complaints
from casework.procedure.intake.views.blueprint import ACC
from casework.procedure.intake.views.complaints import shown
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.navigation import Goal, printed
from casework.web.pages import Form, page

if TYPE_CHECKING:
    from casework.procedure.groups.models import Group, Joining
    from casework.procedure.intake.models.complaints import Complaint

blueprint = Blueprint("groups", __name__, url_prefix="/intake")


def _complaint(complaint_id: int) -> Complaint:
    return complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))


def _group(complaint_id: int) -> Group:
    """The group of a complaint within reach. Raises Missing."""
    found = queries.find_group(_complaint(complaint_id).id)
    if found is None:
        raise Missing
    return found


@blueprint.route("/<int:complaint_id>/group/open", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def open_group(complaint_id: int) -> ResponseReturnValue:
    """Gives the complaint its join code."""
    found = _complaint(complaint_id)
    return _change(complaint_id, lambda **edge: codes.open_group(found, **edge))


@blueprint.route("/<int:complaint_id>/group/close", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def close_group(complaint_id: int) -> ResponseReturnValue:
    """Nobody joins by the code any more."""
    found = _group(complaint_id)
    return _change(complaint_id, lambda **edge: codes.close_group(found, **edge))


@blueprint.route("/<int:complaint_id>/group/reopen", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def reopen_group(complaint_id: int) -> ResponseReturnValue:
    """The same code is good again."""
    found = _group(complaint_id)
    return _change(complaint_id, lambda **edge: codes.reopen_group(found, **edge))


@blueprint.route("/<int:complaint_id>/group/renew", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def renew_group(complaint_id: int) -> ResponseReturnValue:
    """New digits and a new QR code; sheets that hang somewhere open nothing any more."""
    found = _group(complaint_id)
    return _change(complaint_id, lambda **edge: codes.renew_code(found, **edge))


def _change(complaint_id: int, action: Callable[..., Any]) -> ResponseReturnValue:
    form = Form()
    if form.sent():
        with form.attempt():
            action(by=reader(), now=clock.now())
            return redirect(url_for("intake.complaint", complaint_id=complaint_id))
    return page("intake/complaint.html", form=form, **shown(_complaint(complaint_id)))


@blueprint.route("/<int:complaint_id>/group/representative", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def mark_representative(complaint_id: int) -> ResponseReturnValue:
    """Enters a representative whom the workers named on paper, 25号令12."""
    found = _group(complaint_id)
    form = MarkForm()
    form.offer(to_mark(queries.members(complaint_id)))
    if form.sent():
        with form.attempt():
            representatives.mark_representative(
                found, claimant_id=form.claimant.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("intake.complaint", complaint_id=complaint_id))
    context = shown(_complaint(complaint_id), mark_form=form)
    return page("intake/complaint.html", form=form, **context)


@blueprint.route("/<int:complaint_id>/group/sheet")
@guard(Permission.TAKE_COMPLAINT)
def group_sheet(complaint_id: int) -> ResponseReturnValue:
    """The A4 sheet for the site; the employer's name stands on it only when that is ticked."""
    found = _group(complaint_id)
    complaint = found.complaint
    address = printed(Goal.JOIN_THIS, token=found.token)
    return page(
        group=found,
        qr=segno.make(address, micro=False).svg_data_uri(border=0),
        address=printed(Goal.JOIN),
        employer=complaint.employer_text if request.args.get("employer") else None,
        unit_name=offices.name(complaint.unit),
        phone=complaint.unit.phone or "12333",
    )


@blueprint.route("/<int:complaint_id>/group/join", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def add_workmate(complaint_id: int) -> ResponseReturnValue:
    """A workmate without a phone joins at the counter, and takes his receipt with him."""
    found = _group(complaint_id)
    form = WorkmateForm()
    form.today = clock.today()
    if form.sent():
        with form.attempt():
            joining = joining_actions.join(
                form.facts(),
                entry=Entry(found.id, found.issue, JoinWay.COUNTER),
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("groups.joined_receipt", claimant_id=joining.claimant_id))
    return page(form=form, complaint=found.complaint)


def _joining(claimant_id: int) -> Joining:
    """One who came in later, within reach. Raises Missing."""
    _complaint(claimants.complaint_of(claimant_id).id)
    found = queries.find_joining(claimant_id)
    if found is None:
        raise Missing
    return found


@blueprint.route("/joined/<int:claimant_id>/receipt")
@guard(Permission.TAKE_COMPLAINT)
def joined_receipt(claimant_id: int) -> ResponseReturnValue:
    """The A4 receipt of one who came in later: his own code, his own amount."""
    return _receipt(_joining(claimant_id), ReissueForm(formdata=None))


@blueprint.route("/joined/<int:claimant_id>/reissue", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def reissue_joined(claimant_id: int) -> ResponseReturnValue:
    """A new receipt for a workmate who lost his; the reason is kept, the old code is void."""
    found = _joining(claimant_id)
    form = ReissueForm()
    if form.sent():
        with form.attempt():
            readings.log_reading(
                what="reissue_joined",
                subject_kind="complaint",
                subject_id=found.group.complaint_id,
                reason=form.reason.data,
                address=request.remote_addr or "",
                by=reader(),
                now=clock.now(),
            )
            joining_actions.reissue_joined_receipt(found, by=reader(), now=clock.now())
            return redirect(url_for("groups.joined_receipt", claimant_id=claimant_id))
    return _receipt(found, form)


def _receipt(joining: Joining, form: ReissueForm) -> ResponseReturnValue:
    complaint = joining.group.complaint
    address = printed(Goal.LOOKUP, code=joining.code)
    return page(
        "groups/joined_receipt.html",
        form=form,
        mine=joining.claimant,
        joining=joining,
        complaint=complaint,
        code=joining.code,
        printed_at=clock.now(),
        running=clocks.find_running_clock(Subject.COMPLAINT, complaint.id, ACC),
        address=printed(Goal.LOOKUP),
        qr=segno.make(address, micro=False).svg_data_uri(border=4),
    )
