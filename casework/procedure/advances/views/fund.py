"""The emergency fund and what is paid into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.ground.ledger.forms import ReverseForm
from casework.ground.offices import queries as offices
from casework.kernel import clock
from casework.kernel.identifiers import row_id
from casework.kernel.money import Money
from casework.kernel.paging import NOTHING
from casework.kernel.terms import Missing
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import keeping
from casework.procedure.advances.forms import (
    PayInForm,
)
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place

if TYPE_CHECKING:
    pass
from casework.procedure.advances.views.blueprint import blueprint


@blueprint.get("/fund")
@guard(Permission.READ_FUND)
def fund() -> ResponseReturnValue:
    """The fund of one area; whoever sees more than one chooses."""
    areas = offices.handling_areas(reach=current_user.reach(Permission.READ_FUND))
    asked = row_id(request.args.get("area"))
    own = asked or reader().unit.area_id
    area = next((one for one in areas if one.id == own), areas[0] if areas else None)
    if area is None:
        raise Missing
    found = queries.find_fund(area.id)
    movements = queries.movements(found.id, after=place()) if found else NOTHING
    advances = queries.advances_of_fund(found.id, after=place("advances")) if found else NOTHING
    return page(
        area=area,
        areas=areas,
        fund=found,
        balance=queries.balance(found.id) if found else Money(0),
        available=queries.available(found.id) if found else Money(0),
        movements=movements.rows,
        undone=queries.reversed_on(movements.rows),
        pay_ins=rules.PAY_INS,
        pages=pages(movements),
        advances=advances.rows,
        advance_pages=pages(advances, "advances"),
        may_keep=current_user.may(Permission.KEEP_FUND) and area.id == reader().unit.area_id,
        may_record_payment=current_user.may(Permission.RECORD_PAYMENT),
        may_read_deposits=current_user.may(Permission.READ_DEPOSIT),
    )


@blueprint.route("/fund/pay-in", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def pay_in() -> ResponseReturnValue:
    """Money into the fund of the officer's own area; the first opens it."""
    area = reader().unit.area
    form = PayInForm()
    if form.sent():
        with form.attempt():
            keeping.pay_in(
                area_id=area.id,
                amount=form.amount.data,
                on=form.on.data,
                note=form.note.data,
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("advances.fund"))
    return page(form=form, area=area, fund=queries.find_fund(area.id))


@blueprint.route("/fund/pay-ins/<int:pay_in_id>/reverse", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def reverse(pay_in_id: int) -> ResponseReturnValue:
    """A pay-in that was recorded wrongly: an entry of its own takes it out again."""
    found = queries.movement(pay_in_id, reach=current_user.reach(Permission.KEEP_FUND))
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            keeping.reverse(found, reason=form.reason.data, by=reader(), now=clock.now())
            return redirect(url_for("advances.fund"))
    return page(form=form, movement=found)
