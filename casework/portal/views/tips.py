"""A tip becomes a complaint, by the tipster himself."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from casework.intake import actions as intake
from casework.intake import queries as intake_queries
from casework.intake.terms import Kind
from casework.kernel import clock
from casework.portal.forms import StandUpForm
from casework.portal.terms import Seeing
from casework.portal.views.blueprint import blueprint, keep_seeing, kept_seeing, worker_urls
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
    tip = intake_queries.any_complaint(seeing.complaint_id) if seeing else None
    if seeing is None or tip is None or tip.kind is not Kind.TIP:
        return redirect(url_for("portal.matter"))
    form = StandUpForm()
    form.today = clock.today()
    if form.sent():
        with form.attempt():
            intake.stand_up(tip, form.facts(), now=clock.now())
            keep_seeing(Seeing(tip.id, tip.claimants[-1].id, seeing.until))
            flash(_("已改为真名投诉。"))
            return redirect(url_for("portal.matter"))
    return page(form=form, back_url=url_for("portal.matter"), **worker_urls())
