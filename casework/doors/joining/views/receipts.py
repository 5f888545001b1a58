"""The receipt of a workmate: his alone, on the screen and on paper."""

from __future__ import annotations

import segno
from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import (
    kept_joining,
    worker_urls,
)
from casework.doors.joining.views.kept import (
    blueprint,
    make_room,
)
from casework.doors.portal.views.receipts import at_words
from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.offices import queries as offices
from casework.kernel.days import day_of
from casework.procedure.intake.actions import record
from casework.procedure.intake.queries import complaints
from casework.web import addresses
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import page


@blueprint.route("/joined")
@public
def joined() -> ResponseReturnValue:
    """His own receipt: his own amount, nothing of the others."""
    return _receipt("joining/joined.html")


@blueprint.route("/joined/sheet")
@public
def joined_sheet() -> ResponseReturnValue:
    """The same on one sheet of paper."""
    return _receipt("joining/joined_sheet.html")


def _receipt(template: str) -> ResponseReturnValue:
    joining = kept_joining()
    if joining is None:
        return redirect(url_for("joining.join"))
    mine = joining.claimant
    complaint = complaints.any_complaint(mine.complaint_id)
    address = addresses.printed("lookup.receipt", code=joining.code)
    running = clocks.find_running_clock(Subject.COMPLAINT, complaint.id, record.ACCEPTANCE)
    return page(
        template,
        code=joining.code,
        mine=mine,
        complaint=complaint,
        at=at_words(joining.joined_at),
        joined_at=joining.joined_at,
        joined_on=day_of(joining.joined_at),
        running=running,
        qr=segno.make(address, micro=False).svg_data_uri(border=0),
        address=addresses.printed("lookup.receipt"),
        phone_tail=mine.phone[-4:] if mine.phone else None,
        unit_name=offices.name(complaint.unit),
        phone=complaint.unit.phone or "12333",
        **worker_urls(),
    )


@blueprint.route("/joining/next", methods=["POST"])
@public
@writes
def join_next() -> ResponseReturnValue:
    """Another workmate on the same phone, at the same door."""
    make_room()
    return redirect(url_for("joining.join_start"))
