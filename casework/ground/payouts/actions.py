"""Do: freeze a list, have it approved, pay it, undo a payment; and every movement of an account.

A room calls these and then has its own effect, in the same transaction. Case, account and list are
held in this order by whoever needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from casework.ground.approvals import actions as approvals
from casework.ground.approvals.terms import Sheet
from casework.ground.cases.actions import timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries, reversing
from casework.ground.ledger.models import Batch, Entry
from casework.ground.payouts import queries, rules
from casework.ground.payouts.models import Movement, Payout
from casework.ground.payouts.terms import Payee
from casework.kernel.database import Model, db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum

V = TypeVar("V", bound=Movement)
P = TypeVar("P", bound=Payout)


def post(movement: V, *, by: Officer, now: datetime) -> V:
    """Adds a movement, which says its account, kind, amount, day and the rest; the account's row
    is held meanwhile. Raises AmountNeeded, InTheFuture, and the scheme's ``too_little``."""
    lock(movement.account, movement.account_id)
    rules.check_movement(movement.amount, on=movement.on, today=day_of(now))
    last = queries.last_movement(type(movement), movement.account_id)
    before = last.balance if last else Money(0)
    scheme = movement.scheme
    after = before + rules.signed(movement.kind, movement.amount, adds=scheme.adds)
    if after < Money(0):
        raise scheme.too_little(before)
    movement.position, movement.balance = (last.position + 1 if last else 1), after
    movement.officer_id, movement.at = by.id, now
    db.session.add(movement)
    db.session.flush()
    return movement


def hold(payout: P) -> tuple[Case, P]:
    """Case, account and list, read afresh and held."""
    case = lock(Case, payout.case_id)
    lock(payout.movement.account, payout.account_id)
    return case, lock(type(payout), payout.id)


def put_forward(
    payout: P,
    payees: Iterable[Payee],
    *,
    sheet: Callable[[P], Sheet],
    case: Case,
    by: Officer,
    now: datetime,
) -> P:
    """Freezes whom the list pays how much to which card; it waits for the second person."""
    payout.prepared_by, payout.prepared_at = by.id, now
    db.session.add(payout)
    db.session.flush()
    for payee in payees:
        part = payout.part(payout_id=payout.id, line_id=payee.line_id, amount=payee.amount)
        part.card = payee.card
        db.session.add(part)
    db.session.flush()
    approvals.put_forward(sheet(payout), unit=case.holder, case_id=case.id, by=by, now=now)
    record(payout, "prepare", by=by, now=now)
    return payout


def agree(
    payout: P,
    *,
    sheet: Callable[[P], Sheet],
    seen: str,
    inspectors: Collection[int],
    by: Officer,
    now: datetime,
) -> tuple[Case, P]:
    """Another person agrees to exactly what he was shown: case, account, list and its workers'
    lines are held. What else speaks against it is the room's to say. Raises what
    approvals.approve raises."""
    case, payout = hold(payout)
    for part in payout.parts:
        lock(Line, part.line_id)
    approvals.approve(sheet(payout), seen=seen, inspectors=inspectors, by=by, now=now)
    return case, payout


def issued(payout: Payout, *, paper: Model, by: Officer, now: datetime) -> None:
    """The paper that says so is out: the list is approved."""
    payout.paper, payout.approver, payout.decided_at = paper, by, now
    _move(payout, "approve")
    record(payout, "approve", to_worker=True, by=by, now=now)


def send_back(
    payout: P,
    *,
    sheet: Callable[[P], Sheet],
    seen: str,
    reason: str,
    inspectors: Collection[int],
    by: Officer,
    now: datetime,
) -> None:
    """Another person sends it back. Raises what approvals.send_back raises."""
    payout = lock(type(payout), payout.id)
    present = sheet(payout)
    approvals.send_back(present, seen=seen, reason=reason, inspectors=inspectors, by=by, now=now)
    payout.returned_for, payout.approver, payout.decided_at = reason, by, now
    _move(payout, "return")
    record(payout, "return", text=reason, by=by, now=now)


def withdraw(payout: Payout, *, by: Officer, now: datetime) -> None:
    """Its preparer takes it back. Raises NotWaiting, NotYours."""
    payout = lock(type(payout), payout.id)
    approvals.withdraw(payout.scheme.approved, payout.id, by=by, now=now)
    payout.decided_at = now
    _move(payout, "withdraw")
    record(payout, "withdraw", by=by, now=now)


def drop(payout: Payout, *, now: datetime) -> None:
    """Its paper was made void: nothing is paid on it. Doing it again changes nothing."""
    payout = lock(type(payout), payout.id)
    if "void" not in payout.scheme.lifecycle.verbs(payout.state):
        return
    _move(payout, "void")
    record(payout, "void", by=None, now=now)


def pay(
    payout: Payout,
    *,
    amounts: Mapping[int, Money],
    slip: str,
    paid_on: date,
    proof: str = "",
    by: Officer,
    now: datetime,
) -> None:
    """One slip pays the workers of the list, by line id: ledger and account move together.

    Raises NoSuchMove, NobodyChosen, the scheme's ``too_much`` and ``too_little``, and what
    record_payment raises.
    """
    case, payout = hold(payout)
    scheme = payout.scheme
    scheme.lifecycle.after(payout.state, "pay")
    listed = {part.line_id: (part.line.worker.name, part.amount) for part in payout.parts}
    rules.check_amounts(amounts, listed=listed, too_much=scheme.too_much)
    batch = entries.record_payment(
        case,
        source=scheme.source,
        slip=slip,
        paid_on=paid_on,
        amounts=amounts,
        proof=proof,
        by=by,
        now=now,
    )
    draw = _of(payout, scheme.draws, batch.total, on=paid_on, note=slip, batch=batch)
    post(draw, by=by, now=now)
    payout.paid_on, payout.paid = paid_on, batch.total
    _move(payout, "pay")
    record(payout, "pay", kind=EntryKind.MONEY, to_worker=True, by=by, now=now)


def undo(payout: Payout, entry: Entry, *, reason: str, by: Officer, now: datetime) -> None:
    """A worker's payment was wrong, or came back from the bank: it leaves the ledger and the
    account has the money again, together. When nothing stays paid, the list waits for its payment.

    Raises what ledger.reverse raises.
    """
    _case, payout = hold(payout)
    reversing.reverse(entry, reason=reason, by_account=True, by=by, now=now)
    undone = _of(payout, payout.scheme.undone, entry.amount, on=day_of(now), note=reason)
    post(undone, by=by, now=now)
    payout.paid -= entry.amount
    if not payout.paid:
        payout.paid_on = None
        payout.state = payout.scheme.lifecycle.after(payout.state, "undo")
    db.session.flush()
    record(payout, "undo", kind=EntryKind.MONEY, text=reason, by=by, now=now)


def _of(
    payout: Payout,
    kind: LabelEnum,
    amount: Money,
    *,
    on: date,
    note: str,
    batch: Batch | None = None,
) -> Movement:
    return payout.movement(
        account_id=payout.account_id,
        payout_id=payout.id,
        kind=kind,
        amount=amount,
        on=on,
        note=note,
        batch_id=batch.id if batch else None,
    )


def _move(payout: Payout, verb: str) -> None:
    """Raises NoSuchMove."""
    payout.state = payout.scheme.lifecycle.after(payout.state, verb)
    db.session.flush()


def record(
    payout: Payout,
    verb: str,
    *,
    kind: EntryKind = EntryKind.STEP,
    text: str = "",
    to_worker: bool = False,
    by: Officer | None,
    now: datetime,
) -> None:
    """A line in the case's timeline. A worker reads it too, so no amount of others and no account
    stands in it."""
    timeline.record(
        matters.any_case(payout.case_id),
        event=payout.scheme.events[verb],
        kind=kind,
        text=text,
        to_worker=to_worker,
        subject=(payout.scheme.subject, payout.id),
        by=by,
        now=now,
    )
