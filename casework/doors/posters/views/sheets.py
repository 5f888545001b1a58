"""Posters: made and taken down by officers, printed on A4."""

from __future__ import annotations

import segno
from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.doors.posters import actions, queries
from casework.doors.posters.forms import PosterForm, VoidForm
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.web import addresses
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place

blueprint = Blueprint("posters", __name__, url_prefix="/intake/posters")


@blueprint.route("")
@guard(Permission.TAKE_COMPLAINT)
def posters() -> ResponseReturnValue:
    """All sheets of the county, how often each was used, and a way to each."""
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    found = queries.posters(reach=reach, after=place())
    return page(rows=found.rows, pages=pages(found))


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def new_poster() -> ResponseReturnValue:
    """A sheet for a counter or a site."""
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    areas = [(area.id, offices.name(area)) for area in offices.handling_areas(reach=reach)]
    known = {area_id for area_id, _name in areas}
    form = PosterForm(area=current_user.unit.area_id)
    form.offer(
        areas=areas,
        centres=[(c.id, offices.name(c)) for c in offices.centres() if c.area_id in known],
    )
    if form.sent():
        with form.attempt():
            made = actions.make_poster(form.facts(), by=reader(), now=clock.now())
            return redirect(url_for("posters.poster", poster_id=made.id))
    return page(form=form)


@blueprint.route("/<int:poster_id>")
@guard(Permission.TAKE_COMPLAINT)
def poster(poster_id: int) -> ResponseReturnValue:
    """The sheet itself, for the printer."""
    found = queries.poster(poster_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    address = addresses.printed("scanned.poster", mark=found.mark)
    picture = segno.make(address, error="q", micro=False).svg_data_uri(border=0)
    return page(poster=found, address=address, qr=picture)


@blueprint.route("/<int:poster_id>/void", methods=["POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def void_poster(poster_id: int) -> ResponseReturnValue:
    """The sheet was taken down: its code fills nothing in any more."""
    reach = current_user.reach(Permission.TAKE_COMPLAINT)
    found, form = queries.poster(poster_id, reach=reach), VoidForm()
    if form.sent():
        with form.attempt():
            actions.void_poster(found, by=reader(), now=clock.now())
            return redirect(url_for("posters.posters"))
    shown = queries.posters(reach=reach)
    return page("posters/posters.html", form=form, rows=shown.rows, pages=pages(shown))
