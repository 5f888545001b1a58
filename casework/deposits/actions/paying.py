"""What the bank paid, line by line, and what the contractor restored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from casework.cases import actions as cases
from casework.cases import queries as case_queries
from casework.cases.models import Case
from casework.cases.terms import EntryKind, Subject
from casework.deposits import queries, rules
from casework.deposits.actions import wording
from casework.deposits.actions.claiming import BANK_PAYS
from casework.deposits.actions.keeping import move
from casework.deposits.models import Claim, Deposit, DepositMovement
from casework.deposits.terms import ClaimPaid, Event, MovementKind
from casework.documents import actions as documents
from casework.documents.terms import Kind
from casework.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.ledger import actions as ledger
from casework.ledger.terms import Source


def record_bank_payment(
    claim: Claim, *, amounts: Mapping[int, Money], slip: str, paid_on: date, proof: str = "",
    by: Officer, now: datetime,
) -> Claim:  # fmt: skip
    """The bank's slip: ledger and deposit move together, and the top-up becomes due.

    Raises NoSuchMove, MoreThanClaimed, NobodyChosen, MoreThanBalance, and what record_payment
    raises.
    """
    case = lock(Case, claim.case_id)
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "pay")
    _check_amounts(claim, amounts)
    batch = ledger.record_payment(
        case, source=Source.DEPOSIT, slip=slip, paid_on=paid_on, amounts=amounts, proof=proof,
        by=by, now=now,
    )  # fmt: skip
    move(deposit, kind=MovementKind.DRAW, amount=batch.total, on=paid_on, proof=slip,
         claim_id=claim.id, by=by, now=now)  # fmt: skip
    claim.state, claim.paid_on, claim.drawn = state, paid_on, batch.total
    db.session.flush()
    cases.meet(Subject.CLAIM, claim.id, BANK_PAYS, on=paid_on, now=now)
    cases.record(case, event=Event.CLAIM_PAID, kind=EntryKind.MONEY, to_worker=True,
                 subject=(Subject.CLAIM, claim.id), by=by, now=now)  # fmt: skip
    _ask_for_top_up(case, claim, by=by, now=now)
    announce(ClaimPaid(case.id, claim.id), now=now)
    return claim


def _check_amounts(claim: Claim, amounts: Mapping[int, Money]) -> None:
    if not amounts:
        raise rules.NobodyChosen
    claimed = {part.line_id: part for part in queries.parts(claim.id)}
    for line_id, amount in amounts.items():
        part = claimed.get(line_id)
        if part is None or amount > part.amount:
            name = part.line.worker.name if part else ""
            most = part.amount if part else Money(0)
            raise rules.MoreThanClaimed(name, most, field=f"amount_{line_id}")


def _ask_for_top_up(case: Case, claim: Claim, *, by: Officer, now: datetime) -> None:
    """The notice as a draft for approval, and the contractor's limit from the day of use.

    The limit is the contractor's: it hangs on the claim and does not hold up the workers' case.
    """
    used_on = claim.paid_on
    if used_on is None:
        return
    body = wording.top_up_notice(claim, used_on=used_on, amount=claim.drawn)
    claim.top_up_paper = documents.draft(kind=Kind.DEPOSIT_TOP_UP, body=body, case=case, by=by,
                                         now=now)  # fmt: skip
    db.session.flush()
    cases.start_clock(kind=Subject.CLAIM, subject_id=claim.id, start_on=used_on,
                      rule=wording.filling(claim.deposit), unit=case.holder, muted=case.muted,
                      now=now)  # fmt: skip


def record_top_up(
    claim: Claim, *, amount: Money, on: date, proof: str = "", account: str = "",
    expires_on: date | None = None, by: Officer, now: datetime,
) -> DepositMovement:  # fmt: skip
    """Money or a new guarantee restores what was drawn; the limit is met when all of it is.

    Raises NoSuchMove, MoreThanDrawn, AccountKnown, AmountNeeded, InTheFuture.
    """
    deposit = lock(Deposit, claim.deposit_id)
    claim = lock(Claim, claim.id)
    state = rules.LIFECYCLE.after(claim.state, "restore")
    missing = claim.drawn - queries.restored(claim.id)
    if amount > missing:
        raise rules.MoreThanDrawn(missing)
    if account and queries.is_known(bank=deposit.bank, account=account, but=deposit.id):
        raise rules.AccountKnown
    movement = move(deposit, kind=MovementKind.TOP_UP, amount=amount, on=on, proof=proof,
                    claim_id=claim.id, by=by, now=now)  # fmt: skip
    deposit.account = account or deposit.account
    deposit.expires_on = expires_on or deposit.expires_on
    if amount == missing:
        claim.state = state
        cases.meet(Subject.CLAIM, claim.id, wording.filling(deposit), on=on, now=now)
    db.session.flush()
    case = case_queries.any_case(claim.case_id)
    cases.record(case, event=Event.TOPPED_UP, kind=EntryKind.MONEY,
                 subject=(Subject.CLAIM, claim.id), by=by, now=now)  # fmt: skip
    return movement
