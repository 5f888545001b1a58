"""Claims on a deposit: prepared, decided, paid, undone, topped up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.ground.approvals import queries as approvals
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject
from casework.ground.identity.terms import Permission
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.forms import ReverseForm, amounts_form
from casework.ground.payouts import actions as payout_actions
from casework.ground.payouts import queries as payouts
from casework.ground.payouts import rules as payout_rules
from casework.kernel import clock
from casework.kernel.identifiers import masked
from casework.kernel.terms import Missing
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import claiming, paying
from casework.procedure.deposits.forms import (
    ApproveForm,
    BankForm,
    CardForm,
    CardsForm,
    ClaimForm,
    TopUpForm,
)
from casework.procedure.deposits.terms import APPROVED
from casework.procedure.inspections import queries as inspections
from casework.web.edge import writes
from casework.web.guard import guard, reader
from casework.web.pages import ButtonForm, page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.deposits.models import Claim
from casework.procedure.deposits.views.blueprint import blueprint, case_of, claim_of, to_claim

_TAIL = 4


@blueprint.route("/cases/<int:case_id>/claim", methods=["GET", "POST"])
@guard(Permission.PREPARE_CLAIM)
@writes
def claim(case_id: int) -> ResponseReturnValue:
    """Prepares a claim: which deposit, whom, how much."""
    case = case_of(case_id, Permission.PREPARE_CLAIM)
    offered = queries.deposits_of_project(case.project_id)
    owed = [line for line in matters.lines(case.id) if line.ending is None and line.owed]
    form = amounts_form(ClaimForm, ((line.id, line.worker.name) for line in owed))
    form.offer(offered)
    form.show({line.id: line.owed for line in owed})
    if form.sent():
        with form.attempt():
            chosen = next((one for one, _ in offered if one.id == form.deposit.data), None)
            if chosen is None:
                raise rules.NotOfThisProject
            made = claiming.prepare_claim(
                case, deposit=chosen, amounts=form.given(), by=reader(), now=clock.now()
            )
            return to_claim(made)
    return page(
        form=form,
        case=case,
        lines=owed,
        deposits=offered,
        order=inspections.find_expired_order(case.id),
        decision=inspections.find_expired_decision(case.id),
        standing=queries.open_claims_of_case(case.id),
    )


@blueprint.route("/cases/<int:case_id>/lines/<int:line_id>/card", methods=["GET", "POST"])
@guard(Permission.PREPARE_CLAIM, Permission.PREPARE_ADVANCE)
@writes
def card(case_id: int, line_id: int) -> ResponseReturnValue:
    """The bank card of a worker."""
    either = (Permission.PREPARE_CLAIM, Permission.PREPARE_ADVANCE)
    permission = next(one for one in either if current_user.may(one))
    case = case_of(case_id, permission)
    line = matters.line(line_id, case_id=case.id)
    form = CardForm()
    if form.sent():
        with form.attempt():
            claiming.enter_card(line, card=form.card.data, by=reader(), now=clock.now())
            return redirect(url_for("ledger.payments", case_id=case.id))
    present = masked(line.worker.card, head=0, tail=_TAIL) if line.worker.card else ""
    return page(form=form, case=case, line=line, present=present)


@blueprint.route("/cases/<int:case_id>/cards", methods=["GET", "POST"])
@guard(Permission.PREPARE_CLAIM, Permission.PREPARE_ADVANCE)
@writes
def cards(case_id: int) -> ResponseReturnValue:
    """Many cards from a pasted table; each wrong cell is marked, and nothing is half done."""
    either = (Permission.PREPARE_CLAIM, Permission.PREPARE_ADVANCE)
    case = case_of(case_id, next(one for one in either if current_user.may(one)))
    form = CardsForm()
    if form.sent():
        with form.attempt():
            number = claiming.enter_cards(case, form.rows(), by=reader(), now=clock.now())
            flash(_("登记了%(count)d张工资卡。", count=number), "message")
            return redirect(url_for("ledger.payments", case_id=case.id))
    return page(form=form, case=case, checked=queries.checked_cards(case, form.rows()))


@blueprint.get("/claims/<int:claim_id>")
@guard(Permission.READ_DEPOSIT)
def claim_sheet(claim_id: int) -> ResponseReturnValue:
    """One claim: what was frozen, its papers, and what may be done next."""
    found = claim_of(claim_id, Permission.READ_DEPOSIT)
    return page(
        claim=found,
        parts=payouts.shown(found),
        seal=approvals.seal(APPROVED, found.id),
        restored=queries.restored(found.id),
        verbs=_verbs(found),
        clocks=clocks.running_clocks(Subject.CLAIM, found.id),
        button=ButtonForm(),
    )


_NEEDED = {
    "approve": Permission.APPROVE_CLAIM,
    "withdraw": Permission.PREPARE_CLAIM,
    "pay": Permission.RECORD_PAYMENT,
    "restore": Permission.KEEP_DEPOSIT,
}


def _verbs(claim: Claim) -> set[str]:
    """What this officer may do with this claim now."""
    may = [verb for verb, permission in _NEEDED.items() if current_user.may(permission)]
    mine = claim.prepared_by == current_user.id
    return payout_rules.verbs(rules.LIFECYCLE.verbs(claim.state), may=may, prepared_it=mine)


@blueprint.route("/claims/<int:claim_id>/approve", methods=["GET", "POST"])
@guard(Permission.APPROVE_CLAIM)
@writes
def approve(claim_id: int) -> ResponseReturnValue:
    """Another person's approval, or the way back."""
    found = claim_of(claim_id, Permission.APPROVE_CLAIM)
    before = approvals.before(queries.sheet(found), reader=reader())
    form = ApproveForm(shown=before.sha256)
    if form.sent():
        with form.attempt():
            form.decide(
                yes=partial(claiming.approve_claim, found),
                no=partial(claiming.return_claim, found),
                by=reader(),
                now=clock.now(),
            )
            return to_claim(found)
    return page(form=form, claim=found, before=before, balance=queries.balance(found.account_id))


@blueprint.post("/claims/<int:claim_id>/withdraw")
@guard(Permission.PREPARE_CLAIM)
@writes
def withdraw(claim_id: int) -> ResponseReturnValue:
    found = claim_of(claim_id, Permission.PREPARE_CLAIM)
    if ButtonForm().sent():
        payout_actions.withdraw(found, by=reader(), now=clock.now())
    return to_claim(found)


@blueprint.route("/claims/<int:claim_id>/pay", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def pay(claim_id: int) -> ResponseReturnValue:
    """What the bank paid: at most what its notice says, at most what is still owed."""
    found = claim_of(claim_id, Permission.RECORD_PAYMENT)
    parts = found.parts
    form = amounts_form(BankForm, ((part.line_id, part.line.worker.name) for part in parts))
    form.show({part.line_id: min(part.amount, part.line.owed) for part in parts})
    if form.sent():
        with form.attempt():
            paying.record_bank_payment(
                found,
                amounts=form.given(),
                slip=form.slip.data,
                paid_on=form.paid_on.data,
                proof=form.proof.data or "",
                by=reader(),
                now=clock.now(),
            )
            return to_claim(found)
    return page(form=form, claim=found, parts=parts)


@blueprint.route("/cases/<int:case_id>/entries/<int:entry_id>/undo", methods=["GET", "POST"])
@guard(Permission.RECORD_PAYMENT)
@writes
def undo(case_id: int, entry_id: int) -> ResponseReturnValue:
    """A payment from a deposit that was recorded wrongly: the deposit has the money back."""
    case = case_of(case_id, Permission.RECORD_PAYMENT)
    entry = ledger.entry(entry_id, case_id=case.id)
    form = ReverseForm()
    if form.sent():
        with form.attempt():
            made = paying.undo_bank_payment(
                entry, reason=form.reason.data, by=reader(), now=clock.now()
            )
            return to_claim(made)
    return page(form=form, case=case, entry=entry, claim=queries.claim_of_entry(entry))


@blueprint.route("/claims/<int:claim_id>/top-up", methods=["GET", "POST"])
@guard(Permission.KEEP_DEPOSIT)
@writes
def top_up(claim_id: int) -> ResponseReturnValue:
    """What the contractor restored. Raises Missing for a claim that was never paid."""
    found = claim_of(claim_id, Permission.KEEP_DEPOSIT)
    if found.paid_on is None:
        raise Missing
    missing = found.paid - queries.restored(found.id)
    form = TopUpForm(amount=missing)
    if form.sent():
        with form.attempt():
            paying.record_top_up(
                found,
                amount=form.amount.data,
                on=form.on.data,
                proof=form.proof.data or "",
                account=form.account.data or "",
                expires_on=form.expires_on.data,
                by=reader(),
                now=clock.now(),
            )
            return to_claim(found)
    return page(form=form, claim=found, missing=missing)
