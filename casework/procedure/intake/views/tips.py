"""Tips: the identity behind one for those few who may, who has looked, and a name after all."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.kernel import clock
from casework.procedure.intake.actions import tips
from casework.procedure.intake.forms.tips import CounterStandUpForm, OpenTipForm
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries import tips as tip_queries
from casework.procedure.intake.views.blueprint import answered, blueprint
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place
from casework.web.words import _


@blueprint.route("/<int:complaint_id>/tip", methods=["GET", "POST"])
@guard(Permission.OPEN_TIP)
@writes
def open_tip(complaint_id: int) -> ResponseReturnValue:
    """Shows who gave a tip, in this one answer only; below, who has looked before."""
    reach = current_user.reach(Permission.OPEN_TIP)
    found = complaints.complaint(complaint_id, reach=reach)
    sealed, people = tip_queries.has_tipster(found.id), None
    form = OpenTipForm() if sealed else None
    if form and form.sent():
        with form.attempt():
            people = tips.open_tip(
                found,
                ground=form.ground.data,
                words=form.reason.data,
                address=request.remote_addr or "",
                by=reader(),
                now=clock.now(),
            )
    looks = tip_queries.openings(reach=reach, complaint_id=found.id, after=place())
    shown = page(
        form=form,
        complaint=found,
        people=people,
        openings=looks.rows,
        pages=pages(looks),
        sealed=sealed,
    )
    return shown if people is None else answered(shown)


@blueprint.route("/openings")
@guard(Permission.READ_AUDIT, Permission.ASSIGN)
def openings() -> ResponseReturnValue:
    """Who opened which tip, when and why: for the auditor, and for whoever leads the unit."""
    audits = current_user.may(Permission.READ_AUDIT)
    reach = current_user.reach(Permission.READ_AUDIT if audits else Permission.ASSIGN)
    number = request.args.get("number", "")[:40]
    found = tip_queries.openings(reach=reach, register_number=number, after=place())
    return page(openings=found.rows, pages=pages(found), number=number, printed_at=clock.now())


@blueprint.route("/<int:complaint_id>/name", methods=["GET", "POST"])
@guard(Permission.TAKE_COMPLAINT)
@writes
def stand_up(complaint_id: int) -> ResponseReturnValue:
    """A tipster at the counter turns his tip into a complaint with his name."""
    found = complaints.complaint(complaint_id, reach=current_user.reach(Permission.TAKE_COMPLAINT))
    form = CounterStandUpForm()
    form.today = clock.today()
    if form.sent():
        with form.attempt():
            tips.stand_up_at_counter(
                found, form.facts(), code=form.code.data or "", by=reader(), now=clock.now()
            )
            flash(_("已改为投诉，从现在起用真名办。"))
            return redirect(url_for("intake.complaint", complaint_id=found.id))
    return page(form=form, complaint=found)
