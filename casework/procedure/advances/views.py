"""Pages of the emergency fund: its movements, an advance from preparation to recovery."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.forms import ReverseForm, amounts_form
from casework.ground.offices import queries as offices
from casework.ground.payouts import actions as payout_actions
from casework.ground.payouts import queries as payouts
from casework.ground.payouts import rules as payout_rules
from casework.kernel import clock
from casework.kernel.identifiers import row_id
from casework.kernel.money import Money
from casework.kernel.paging import NOTHING
from casework.kernel.terms import Missing
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import advancing, keeping, recovering
from casework.procedure.advances.forms import (
    ApproveForm,
    HandBackForm,
    PayForm,
    PayInForm,
    PrepareForm,
    RecoverForm,
)
from casework.procedure.advances.terms import APPROVED
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import ButtonForm, page, pages, place

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case
    from casework.procedure.advances.models import Advance

blueprint = Blueprint("advances", __name__, url_prefix="/advances")


def _case(case_id: int, permission: Permission) -> Case:
    return matters.case(case_id, reach=current_user.reach(permission))


def _advance(advance_id: int, permission: Permission) -> Advance:
    return queries.advance(advance_id, reach=current_user.reach(permission))


def _to(advance: Advance) -> Any:
    return redirect(url_for("advances.advance", advance_id=advance.id))


def _cap(case: Case) -> Any:
    return queries.find_cap(case.area.code, on=clock.today())


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


@blueprint.route("/cases/<int:case_id>/prepare", methods=["GET", "POST"])
@guard(Permission.PREPARE_ADVANCE)
@writes
def prepare(case_id: int) -> ResponseReturnValue:
    """Whom, how much, why; and what still stands in the project's deposits."""
    case = _case(case_id, Permission.PREPARE_ADVANCE)
    owed = [line for line in matters.lines(case.id) if line.ending is None and line.owed]
    form = amounts_form(PrepareForm, ((line.id, line.worker.name) for line in owed))
    if form.sent():
        with form.attempt():
            made = advancing.prepare_advance(
                case,
                amounts=form.given(),
                reason=form.reason.data,
                recovery_plan=form.recovery_plan.data,
                by=reader(),
                now=clock.now(),
            )
            return _to(made)
    found = queries.find_fund(case.area_id)
    return page(
        form=form,
        case=case,
        lines=owed,
        fund=found,
        cap=_cap(case),
        available=queries.available(found.id) if found else Money(0),
        left=queries.left_in_deposits(case, on=clock.today()),
        standing=queries.open_of_case(case.id),
    )


@blueprint.get("/<int:advance_id>")
@guard(Permission.READ_FUND)
def advance(advance_id: int) -> ResponseReturnValue:
    """One advance: what was frozen, what was paid, what came back."""
    found = _advance(advance_id, Permission.READ_FUND)
    entries = queries.recovery_entries(found.id)
    return page(
        advance=found,
        parts=payouts.shown(found),
        seal=approvals.seal(APPROVED, found.id),
        recoveries=entries,
        undone=payouts.reversed_among(entries),
        may_keep=current_user.may(Permission.KEEP_FUND),
        standing=queries.standing(found),
        verbs=_verbs(found),
        button=ButtonForm(),
    )


_NEEDED = {
    "approve": Permission.APPROVE_ADVANCE,
    "withdraw": Permission.PREPARE_ADVANCE,
    "pay": Permission.RECORD_PAYMENT,
    "recover": Permission.KEEP_FUND,
}


def _verbs(advance: Advance) -> set[str]:
    """What this officer may do with this advance now."""
    may = [verb for verb, permission in _NEEDED.items() if current_user.may(permission)]
    mine = advance.prepared_by == current_user.id
    return payout_rules.verbs(rules.LIFECYCLE.verbs(advance.state), may=may, prepared_it=mine)


@blueprint.route("/<int:advance_id>/approve", methods=["GET", "POST"])
@guard(Permission.APPROVE_ADVANCE)
@writes
def approve(advance_id: int) -> ResponseReturnValue:
    """Another person's approval with its reasons, or the way back."""
    found = _advance(advance_id, Permission.APPROVE_ADVANCE)
    before = approvals.before(queries.sheet(found), reader=reader())
    form = ApproveForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            yes = partial(
                advancing.approve_advance,
                found,
                cap_reason=form.cap_reason.data or "",
                override_reason=form.override_reason.data or "",
            )
            no = partial(advancing.return_advance, found)
            form.decide(yes=yes, no=no, by=reader(), now=clock.now())
            return _to(found)
    return page(
        form=form,
        advance=found,
        before=before,
        balance=queries.balance(found.account_id),
        cap=_cap(found.case),
        left=queries.left_in_deposits(found.case, on=clock.today()),
    )


@blueprint.post("/<int:advance_id>/withdraw")
@guard(Permission.PREPARE_ADVANCE)
@writes
def withdraw(advance_id: int) -> ResponseReturnValue:
    found = _advance(advance_id, Permission.PREPARE_ADVANCE)
    if ButtonForm().sent():
        payout_actions.withdraw(found, by=reader(), now=clock.now())
    return _to(found)


@blueprint.route("/<int:advance_id>/pay", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def pay(advance_id: int) -> ResponseReturnValue:
    """What was paid out: at most what was approved, at most what is still owed."""
    found = _advance(advance_id, Permission.RECORD_PAYMENT)
    parts = found.parts
    form = amounts_form(PayForm, ((part.line_id, part.line.worker.name) for part in parts))
    form.show({part.line_id: min(part.amount, part.line.owed) for part in parts})
    if form.sent():
        with form.attempt():
            payout_actions.pay(
                found,
                amounts=form.given(),
                slip=form.slip.data,
                paid_on=form.paid_on.data,
                by=reader(),
                now=clock.now(),
            )
            return _to(found)
    return page(form=form, advance=found, parts=parts)


@blueprint.route("/cases/<int:case_id>/entries/<int:entry_id>/undo", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def undo(case_id: int, entry_id: int) -> ResponseReturnValue:
    """A payment of an advance that was recorded wrongly: the fund has the money back."""
    case = _case(case_id, Permission.RECORD_PAYMENT)
    entry = ledger.entry(entry_id, case_id=case.id)
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            made = recovering.undo_payment(
                entry, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return _to(made)
    return page(form=form, case=case, entry=entry, advance=queries.advance_of_entry(entry))


@blueprint.route("/<int:advance_id>/recover", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def recover(advance_id: int) -> ResponseReturnValue:
    """The employer pays after the advance: recovery comes first."""
    found = _advance(advance_id, Permission.KEEP_FUND)
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
            return _to(found)
    return page(form=form, advance=found, standing=queries.standing(found))


@blueprint.route("/<int:advance_id>/hand-back", methods=["GET", "POST"])
@guard(Permission.KEEP_FUND)
@writes
def hand_back(advance_id: int) -> ResponseReturnValue:
    """A worker who was paid twice gives it back."""
    found = _advance(advance_id, Permission.KEEP_FUND)
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
            return _to(found)
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
