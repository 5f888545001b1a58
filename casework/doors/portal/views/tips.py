"""A tip becomes a complaint, by the tipster himself."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.doors.hall.views import worker_urls
from casework.doors.portal.forms.tips import StandUpForm
from casework.doors.portal.terms.telling import Seeing
from casework.doors.portal.views.blueprint import blueprint, keep_seeing, kept_seeing
from casework.kernel import clock
from casework.procedure.intake.actions import tips
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Kind
from casework.web.edge import writes
from casework.web.guard import public
from casework.web.pages import page
from casework.web.words import _


@blueprint.route("/progress/name", methods=["GET", "POST"])
@public
@writes
def stand_up() -> ResponseReturnValue:
    """Only for the tip that is open in this browser; his name is asked, and what he is owed."""
    seeing = kept_seeing(clock.now())
    tip = complaints.any_complaint(seeing.complaint_id) if seeing else None
    if seeing is None or tip is None or tip.kind is not Kind.TIP:
        return redirect(url_for("portal.matter"))
    form = StandUpForm()
    form.today = clock.today()
    if form.sent():
        with form.attempt():
            tips.stand_up(tip, form.facts(), now=clock.now())
            keep_seeing(Seeing(tip.id, tip.claimants[-1].id, seeing.until))
            flash(_("已改为真名投诉。"))
            return redirect(url_for("portal.matter"))
    return page(form=form, back_url=url_for("portal.matter"), **worker_urls())
