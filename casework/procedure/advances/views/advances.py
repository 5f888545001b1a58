"""An advance: prepared, decided, paid, undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.forms import ReverseForm, amounts_form
from casework.ground.payouts import actions as payout_actions
from casework.ground.payouts import queries as payouts
from casework.ground.payouts import rules as payout_rules
from casework.kernel import clock
from casework.kernel.money import Money
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import advancing, recovering
from casework.procedure.advances.forms import (
    ApproveForm,
    PayForm,
    PrepareForm,
)
from casework.procedure.advances.terms import APPROVED
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import ButtonForm, page

if TYPE_CHECKING:
    from casework.procedure.advances.models import Advance
from casework.procedure.advances.views.blueprint import (
    advance_of,
    blueprint,
    cap_of,
    case_of,
    to_advance,
)


@blueprint.route("/cases/<int:case_id>/prepare", methods=["GET", "POST"])
@guard(Permission.PREPARE_ADVANCE)
@writes
def prepare(case_id: int) -> ResponseReturnValue:
    """Whom, how much, why; and what still stands in the project's deposits."""
    case = case_of(case_id, Permission.PREPARE_ADVANCE)
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
            return to_advance(made)
    found = queries.find_fund(case.area_id)
    return page(
        form=form,
        case=case,
        lines=owed,
        fund=found,
        cap=cap_of(case),
        available=queries.available(found.id) if found else Money(0),
        left=queries.left_in_deposits(case, on=clock.today()),
        standing=queries.open_of_case(case.id),
    )


@blueprint.get("/<int:advance_id>")
@guard(Permission.READ_FUND)
def advance(advance_id: int) -> ResponseReturnValue:
    """One advance: what was frozen, what was paid, what came back."""
    found = advance_of(advance_id, Permission.READ_FUND)
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
    found = advance_of(advance_id, Permission.APPROVE_ADVANCE)
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
            return to_advance(found)
    return page(
        form=form,
        advance=found,
        before=before,
        balance=queries.balance(found.account_id),
        cap=cap_of(found.case),
        left=queries.left_in_deposits(found.case, on=clock.today()),
    )


@blueprint.post("/<int:advance_id>/withdraw")
@guard(Permission.PREPARE_ADVANCE)
@writes
def withdraw(advance_id: int) -> ResponseReturnValue:
    found = advance_of(advance_id, Permission.PREPARE_ADVANCE)
    if ButtonForm().sent():
        payout_actions.withdraw(found, by=reader(), now=clock.now())
    return to_advance(found)


@blueprint.route("/<int:advance_id>/pay", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def pay(advance_id: int) -> ResponseReturnValue:
    """What was paid out: at most what was approved, at most what is still owed."""
    found = advance_of(advance_id, Permission.RECORD_PAYMENT)
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
            return to_advance(found)
    return page(form=form, advance=found, parts=parts)


@blueprint.route("/cases/<int:case_id>/entries/<int:entry_id>/undo", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def undo(case_id: int, entry_id: int) -> ResponseReturnValue:
    """A payment of an advance that was recorded wrongly: the fund has the money back."""
    case = case_of(case_id, Permission.RECORD_PAYMENT)
    entry = ledger.entry(entry_id, case_id=case.id)
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            made = recovering.undo_payment(
                entry, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return to_advance(made)
    return page(form=form, case=case, entry=entry, advance=queries.advance_of_entry(entry))
