"""The officers' side of the kiosks: which machines are some, making one, and leaving it."""

from __future__ import annotations

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.doors.kiosks import actions, queries
from casework.doors.kiosks.views import watch
from casework.doors.kiosks.views.watch import blueprint
from casework.ground.identity.actions import signing_in
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import clock
from casework.kernel.terms import Missing
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import Form, page
from casework.web.words import _


def _reach() -> Reach:
    found: Reach = current_user.reach(Permission.TAKE_COMPLAINT)
    return found


@blueprint.route("/kiosk")
@guard(Permission.TAKE_COMPLAINT)
def kiosks() -> ResponseReturnValue:
    """The own service centres, and the machines in them that are kiosks."""
    reach = _reach()
    centres = [
        centre
        for centre in offices.centres()
        if offices.covers(reach, area_id=centre.area_id, unit_id=reach.unit_id)
    ]
    return page(centres=centres, kiosks=queries.kiosks(reach=reach))


@blueprint.route("/kiosk/<int:centre_id>", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def set_up_kiosk(centre_id: int) -> ResponseReturnValue:
    """把这台机器设为自助机: from then on it is the workers', and the officer is signed out."""
    centre, reach = offices.centre(centre_id), _reach()
    if not offices.covers(reach, area_id=centre.area_id, unit_id=reach.unit_id):
        raise Missing
    form = Form()
    if form.sent():
        key = actions.set_up_kiosk(centre, by=reader(), now=clock.now())
        signing_in.end_sign_in(session.get("sign_in", ""), now=clock.now())
        session.clear()
        return watch.make_kiosk(redirect(url_for("kiosks.start"), 303), key)
    return page(form=form, centre=centre)


@blueprint.route("/kiosk/leave", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def leave_kiosk() -> ResponseReturnValue:
    """This machine is an ordinary one again; that needs an officer, who is signed out with it."""
    kiosk, form = watch.at_kiosk(), Form()
    if kiosk is None:
        return redirect(url_for("kiosks.kiosks"))
    if form.sent():
        found = queries.kiosk(kiosk.kiosk_id, reach=_reach())
        actions.end_kiosk(found, by=reader(), now=clock.now())
        signing_in.end_sign_in(session.get("sign_in", ""), now=clock.now())
        session.clear()
        return watch.make_ordinary(redirect(url_for("identity.sign_in"), 303))
    return page(form=form, kiosk=kiosk)


@blueprint.route("/kiosk/machines/<int:kiosk_id>/end", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def end_kiosk(kiosk_id: int) -> ResponseReturnValue:
    """From afar: the machine stops being a kiosk at its next request."""
    actions.end_kiosk(queries.kiosk(kiosk_id, reach=_reach()), by=reader(), now=clock.now())
    flash(_("那台机器不再是自助机。"), "message")
    return redirect(url_for("kiosks.kiosks"))
