"""请工友加入: the representative's page, its sheet, and who else speaks for the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import kept_receipt, worker_urls
from casework.doors.joining import queries as group_queries
from casework.doors.joining.forms import AskForm
from casework.doors.joining.views.kept import blueprint
from casework.doors.proving import rules as tries
from casework.doors.proving.terms import Seeing
from casework.doors.proving.views import keep_seeing, kept_seeing
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.kernel.terms import Missing
from casework.procedure.groups import queries as intake_groups
from casework.procedure.groups.actions import codes as groups
from casework.procedure.groups.actions import representatives
from casework.procedure.intake.queries import claimants
from casework.web import addresses
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import Form, page

if TYPE_CHECKING:
    from casework.procedure.groups.models import Group


def _claimant_id() -> int:
    """The person whose receipt is open in this browser. Raises Missing."""
    seeing = kept_seeing(clock.now())
    if seeing is None or seeing.claimant_id is None:
        raise Missing
    return seeing.claimant_id


def _my_group() -> Group:
    """The group for which he speaks. Raises Missing for everybody else."""
    return intake_groups.group_led_by(_claimant_id())


@blueprint.route("/group/open", methods=["POST"])
@public
@writes
def open_group() -> ResponseReturnValue:
    """From the receipt, or from the opened matter: whoever came with the complaint opens it."""
    if "receipt" in request.form:
        _see_own_receipt()
    claimant_id = _claimant_id()
    if intake_groups.find_joining(claimant_id) is not None:
        raise Missing
    complaint = claimants.complaint_of(claimant_id)
    groups.open_group(complaint, speaker_id=claimant_id, by=None, now=clock.now())
    return redirect(url_for("joining.group"))


def _see_own_receipt() -> None:
    """This browser has just filed: what it holds opens the matter too."""
    complaint = kept_receipt()
    if complaint is None or not complaint.claimants:
        raise Missing
    until = clock.now() + tries.STAYS_OPEN
    keep_seeing(Seeing(complaint.id, complaint.claimants[0].id, until))


_CHANGES = {
    "close": groups.close_group,
    "reopen": groups.reopen_group,
    "renew": groups.renew_code,
}


@blueprint.route("/group", methods=["GET", "POST"])
@public
@writes
def group() -> ResponseReturnValue:
    """The code, who has joined, and what each has still to hand in. No amounts, no numbers."""
    if kept_seeing(clock.now()) is None:
        return redirect(url_for("lookup.receipt"))
    found, verb = _my_group(), request.form.get("verb", "")
    mates = group_queries.mates(found)
    ask = AskForm(formdata=request.form if verb == "ask" else None)
    ask.offer(_may_be_asked(mates))
    form = ask if verb == "ask" else Form()
    if form.sent():
        with form.attempt():
            return _done(verb, found, ask)
    return page(
        form=form,
        ask_form=ask,
        group=found,
        mates=mates,
        open=intake_groups.joinable(found, on=clock.today()),
        complete=_complete(mates),
        qr=_qr(found),
        most=intake_groups.most_representatives(on=clock.today()),
        may_resign=sum(one.speaks for one in mates) > 1,
        back_url=url_for("progress.matter"),
        **worker_urls(),
    )


def _done(verb: str, found: Group, ask: AskForm) -> ResponseReturnValue:
    """What a representative may do to his group. Raises Missing for any other word."""
    edge: dict[str, Any] = {"by": None, "now": clock.now()}
    if verb == "ask":
        representatives.ask_representative(found, claimant_id=ask.claimant.data, **edge)
    elif verb == "resign":
        representatives.answer_as_representative(_claimant_id(), verb=verb, **edge)
        return redirect(url_for("progress.matter"))
    elif verb in _CHANGES:
        _CHANGES[verb](found, **edge)
    else:
        raise Missing
    return redirect(url_for("joining.group"))


def _may_be_asked(mates: list[Any]) -> list[tuple[int, str]]:
    return [(one.claimant_id, one.name) for one in mates if not (one.speaks or one.asked)]


def _complete(mates: list[Any]) -> int:
    return sum(one.complete for one in mates)


def _qr(found: Group) -> str:
    address = addresses.printed("joining.join_by_token", token=found.token)
    return segno.make(address, micro=False).svg_data_uri(border=0)


@blueprint.route("/group/sheet")
@public
def group_sheet() -> ResponseReturnValue:
    """The A4 sheet for the site; the employer's name stands on it only when that is ticked."""
    found = _my_group()
    complaint = found.complaint
    return page(
        group=found,
        qr=_qr(found),
        address=addresses.printed("joining.join"),
        employer=complaint.employer_text if request.args.get("employer") else None,
        unit_name=offices.name(complaint.unit),
        phone=complaint.unit.phone or "12333",
    )


@blueprint.route("/group/answer", methods=["POST"])
@public
@writes
def answer_as_representative() -> ResponseReturnValue:
    """Yes or no: each for himself, by his own receipt."""
    verb = request.form.get("verb", "")
    representatives.answer_as_representative(_claimant_id(), verb=verb, by=None, now=clock.now())
    return redirect(url_for("joining.group" if verb == "accept" else "progress.matter"))
