"""The register of deposits, and what is entered in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.identity.terms import Permission
from casework.ground.ledger.forms import ReverseForm
from casework.ground.parties import queries as parties
from casework.ground.payouts import queries as payouts
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import clock
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import keeping, reversing
from casework.procedure.deposits.forms import (
    DepositForm,
    MovementForm,
)
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import page, pages, place

if TYPE_CHECKING:
    from casework.procedure.deposits.models import Deposit
from casework.procedure.deposits.views.blueprint import blueprint

_REMIND = RuleId.BOND_REM


def _ends(deposit: Deposit) -> str:
    """How near the end of a guarantee is: over, soon, or empty."""
    today = clock.today()
    if deposit.expires_on is None:
        return ""
    if rules.is_expired(deposit.expires_on, on=today):
        return "over"
    rule = statute.statute().find_rule(_REMIND, on=today)
    if rule is None:
        return ""
    remind_on = counting.before(rule, deposit.expires_on, statute.calendar())
    return "soon" if today >= remind_on else ""


@blueprint.get("/")
@guard(Permission.READ_DEPOSIT)
def index() -> ResponseReturnValue:
    """The register and the claims under way."""
    reach = current_user.reach(Permission.READ_DEPOSIT)
    found = queries.deposits(reach=reach, after=place())
    claims = queries.claims(reach=reach, after=place("claims"))
    return page(
        rows=[(one, balance, _ends(one)) for one, balance in found.rows],
        pages=pages(found),
        total=queries.whole_balance(reach=reach),
        claims=claims.rows,
        claim_pages=pages(claims, "claims"),
        may_keep=current_user.may(Permission.KEEP_DEPOSIT),
        may_record_payment=current_user.may(Permission.RECORD_PAYMENT),
        may_read_fund=current_user.may(Permission.READ_FUND),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.KEEP_DEPOSIT)
@writes
def new() -> ResponseReturnValue:
    area = reader().unit.area
    form = DepositForm()
    form.offer(parties.projects(area_id=area.id))
    if form.sent():
        with form.attempt():
            made = keeping.keep_deposit(form.facts(), area_id=area.id, by=reader(), now=clock.now())
            return redirect(url_for("deposits.deposit", deposit_id=made.id))
    return page(form=form)


@blueprint.get("/<int:deposit_id>")
@guard(Permission.READ_DEPOSIT)
def deposit(deposit_id: int) -> ResponseReturnValue:
    found = queries.deposit(deposit_id, reach=current_user.reach(Permission.READ_DEPOSIT))
    return page(
        deposit=found,
        balance=queries.balance(found.id),
        ends=_ends(found),
        available=queries.available(found.id),
        claims=queries.claims_of_deposit(found.id),
        may_keep=current_user.may(Permission.KEEP_DEPOSIT),
        needed=queries.is_needed(found),
        undone=payouts.reversed_among(found.movements),
        reversible=tuple(rules.REVERSALS),
    )


@blueprint.route("/<int:deposit_id>/return", methods=["GET", "POST"])
@guard(Permission.KEEP_DEPOSIT)
@writes
def give_back(deposit_id: int) -> ResponseReturnValue:
    found = queries.deposit(deposit_id, reach=current_user.reach(Permission.KEEP_DEPOSIT))
    form = MovementForm(amount=queries.balance(found.id))
    if form.sent():
        with form.attempt():
            keeping.give_back(
                found,
                amount=form.amount.data,
                on=form.on.data,
                proof=form.proof.data or "",
                by=reader(),
                now=clock.now(),
            )
            return redirect(url_for("deposits.deposit", deposit_id=found.id))
    return page(form=form, deposit=found)


@blueprint.route("/movements/<int:movement_id>/reverse", methods=["GET", "POST"])
@guard(Permission.KEEP_DEPOSIT)
@writes
def reverse(movement_id: int) -> ResponseReturnValue:
    """A deposit, top-up or return that was recorded wrongly: an entry of its own takes it back."""
    found = queries.movement(movement_id, reach=current_user.reach(Permission.KEEP_DEPOSIT))
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            reversing.reverse(found, reason=form.reason.data, by=reader(), now=clock.now())
            return redirect(url_for("deposits.deposit", deposit_id=found.account_id))
    return page(form=form, movement=found)
