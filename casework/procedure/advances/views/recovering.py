"""What comes back from whoever owed the wages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.ground.ledger.forms import ReverseForm
from casework.kernel import clock
from casework.procedure.advances import queries
from casework.procedure.advances.actions import recovering
from casework.procedure.advances.forms import (
    HandBackForm,
    RecoverForm,
)
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page

if TYPE_CHECKING:
    pass
from casework.procedure.advances.views.blueprint import advance_of, blueprint, to_advance


@blueprint.route("/<int:advance_id>/recover", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def recover(advance_id: int) -> ResponseReturnValue:
    """The employer pays after the advance: recovery comes first."""
    found = advance_of(advance_id, Permission.KEEP_FUND)
    lines = {part.line_id: part.line for part in found.parts}
    form = RecoverForm()
    form.offer((line.id, line.worker.name) for line in lines.values())
    if form.sent():
        with form.attempt():
            recovering.record_employer_payment(
                found,
                amount=form.amount.data,
                to=form.to.data,
                line=lines.get(form.line.data),
                slip=form.slip.data,
                paid_on=form.paid_on.data,
                note=form.note.data or "",
                by=reader(),
                now=clock.now(),
            )
            return to_advance(found)
    return page(form=form, advance=found, standing=queries.standing(found))


@blueprint.route("/<int:advance_id>/hand-back", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def hand_back(advance_id: int) -> ResponseReturnValue:
    """A worker who was paid twice gives it back."""
    found = advance_of(advance_id, Permission.KEEP_FUND)
    standing = queries.standing(found)
    form = HandBackForm(amount=standing.held)
    if form.sent():
        with form.attempt():
            recovering.record_hand_back(
                found,
                amount=form.amount.data,
                on=form.on.data,
                slip=form.slip.data,
                note=form.note.data or "",
                by=reader(),
                now=clock.now(),
            )
            return to_advance(found)
    return page(form=form, advance=found, standing=standing)


@blueprint.route("/recoveries/<int:recovery_id>/reverse", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def reverse_recovery(recovery_id: int) -> ResponseReturnValue:
    """Money that was recorded as come back and was not: an entry of its own takes it back."""
    found = queries.recovery(recovery_id, reach=current_user.reach(Permission.KEEP_FUND))
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            recovering.reverse_recovery(
                found, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return redirect(url_for("advances.advance", advance_id=found.advance_id))
    return page(form=form, recovery=found)
