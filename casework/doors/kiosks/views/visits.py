"""What a worker does at a kiosk beside the ordinary pages: begin, be done, ring, go on by phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import segno
from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from casework.doors.hall.views import kept_draft, kept_receipt, mark_remembered, worker_urls
from casework.doors.kiosks import actions
from casework.doors.kiosks.forms import KioskForm
from casework.doors.kiosks.terms import AtKiosk, Leaving
from casework.doors.kiosks.views import watch
from casework.doors.kiosks.views.watch import blueprint
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.procedure.calls import actions as calls
from casework.procedure.calls.terms import Wish
from casework.procedure.intake.terms import Channel, Filing
from casework.web import addresses
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import local_path, page
from casework.web.sizes import reader_size
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Draft


_NOTHING_TO_SHOW = ("", 204, {"Content-Type": "text/plain"})


def _here() -> AtKiosk:
    """Elsewhere these pages are not there."""
    kiosk = watch.at_kiosk()
    if kiosk is None:
        raise NotFound
    return kiosk


@blueprint.route("/kiosk/start", methods=["GET", "POST"])
@public
@writes
def start() -> ResponseReturnValue:
    """The first screen: how large, and whether to read aloud."""
    kiosk = _here()
    session.setdefault("size", "large")
    form = KioskForm(size=reader_size())
    if request.method == "GET" and kiosk.visit_id is not None:
        return redirect(url_for("hall.home"))
    if form.sent():
        watch.begin(kiosk, form.chosen())
        return redirect(url_for("hall.home"), 303)
    return page(form=form, **worker_urls())


@blueprint.route("/kiosk/done", methods=["POST"])
@public
@writes
def done() -> ResponseReturnValue:
    """我办完了: nothing of this person stays, here or on the server, but what he handed in."""
    kiosk = _here()
    if kiosk.visit_id is not None:
        how = Leaving.IDLE if request.form.get("how") == Leaving.IDLE else Leaving.DONE
        watch.end(kiosk.visit_id, how)
    return watch.to_start(kiosk)


@blueprint.route("/kiosk/here")
@public
def here() -> ResponseReturnValue:
    """Somebody is typing: the request itself says so."""
    _here()
    return _NOTHING_TO_SHOW


@blueprint.route("/kiosk/still")
@public
def still() -> ResponseReturnValue:
    """Whether the visit goes on; where it is over, every answer leads to the start."""
    _here()
    return _NOTHING_TO_SHOW


@blueprint.route("/kiosk/ring", methods=["POST"])
@public
@writes
def ring() -> ResponseReturnValue:
    """叫工作人员: the window of this centre sees it."""
    kiosk = _here()
    calls.call_window(offices.centre(kiosk.centre_id), Wish.HELP, now=clock.now())
    flash(_("已通知工作人员，请在这里等。"))
    return redirect(local_path(request.form.get("back"), url_for("hall.home")), 303)


@blueprint.route("/kiosk/phone")
@public
def phone() -> ResponseReturnValue:
    """The draft goes on with the own phone: its code as a picture to scan."""
    _here()
    draft = kept_draft()
    if draft is None:
        return redirect(url_for("hall.home"))
    address = addresses.printed("lookup.receipt", code=draft.code)
    return page(
        code=draft.code,
        qr=segno.make(address, micro=False).svg_data_uri(border=0),
        back_url=url_for("portal.check"),
        **worker_urls(),
    )


@blueprint.route("/kiosk/moved", methods=["POST"])
@public
@writes
def moved() -> ResponseReturnValue:
    """He has it on his phone: the draft stays, the kiosk forgets it."""
    kiosk = _here()
    if kiosk.visit_id is not None:
        actions.end_visit(kiosk.visit_id, how=Leaving.MOVED, now=clock.now())
    return watch.to_start(kiosk)


@blueprint.route("/kiosk/not-printed", methods=["GET", "POST"])
@public
@writes
def not_printed() -> ResponseReturnValue:
    """打印没出来: the number large, and the window prints it within a day."""
    kiosk, complaint = _here(), kept_receipt()
    if complaint is None:
        return redirect(url_for("hall.home"))
    if request.method == "POST":
        centre = offices.centre(kiosk.centre_id)
        calls.call_window(centre, Wish.PRINT, complaint=complaint, now=clock.now())
        mark_remembered()
        return redirect(url_for("kiosks.not_printed"), 303)
    return page(complaint=complaint, back_url=url_for("portal.receipt"), **worker_urls())


def filed_here(filing: Filing) -> Filing:
    """At a kiosk the register says so, and in which centre."""
    kiosk = watch.at_kiosk()
    if kiosk is None:
        return filing
    return replace(filing, channel=Channel.KIOSK, centre_id=kiosk.centre_id)


def opened_elsewhere(draft: Draft) -> None:
    """A draft that is opened on another device leaves the kiosk where it was begun."""
    if watch.at_kiosk() is None:
        actions.take_draft_along(draft, now=clock.now())
