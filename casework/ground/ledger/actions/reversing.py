"""A payment that was none is taken back by an entry of its own."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import people, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.terms import Change, EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions.noting import ask_for_confirmation, change, named
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import (
    Event,
    Kind,
    PaymentReversed,
)
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.money import Money


def reverse(
    entry: Entry, *, reason: str, by_account: bool = False, by: Officer, now: datetime
) -> Entry:
    """Takes a wrong entry out of the sums; both stay readable.

    ``by_account``: the room whose money it was asks, and gives it back in the same transaction.
    Raises ReversedElsewhere, AlreadyReversed, ConfirmedAlready, LineHasEnded.
    """
    rules.check_account(entry.kind, entry.source, by_account=by_account)
    case = lock(Case, entry.case_id)
    line = lock(Line, entry.line_id)
    rules.check_reversal(
        entry.kind,
        entry.amount,
        reversed_before=queries.is_reversed(entry.id),
        paid=line.paid,
        confirmed=line.confirmed,
        held=queries.held([line.id]).get(line.id, Money(0)),
        ending=line.ending,
        who=named(line),
    )
    undoing = Entry(
        case_id=case.id,
        line_id=line.id,
        kind=Kind.REVERSAL,
        source=entry.source,
        amount=entry.amount,
        paid_on=day_of(now),
        reverses_id=entry.id,
        reason=reason,
        officer_id=by.id,
        at=now,
    )
    db.session.add(undoing)
    is_payment = entry.kind is Kind.PAYMENT
    taken_back = _take_back(line, entry)
    people.add_up(case)
    timeline.record(
        case,
        event=_UNDONE[entry.kind],
        kind=EntryKind.MONEY,
        text=reason,
        changes=[taken_back],
        to_worker=is_payment,
        by=by,
        now=now,
    )
    ask_for_confirmation(case, by=by, now=now)
    announce(PaymentReversed(case.id, line.id, entry.id), now=now)
    return undoing


_UNDONE = {
    Kind.PAYMENT: Event.PAYMENT_REVERSED,
    Kind.CONFIRMATION: Event.CONFIRMATION_REVERSED,
    Kind.HELD: Event.HOLDING_REVERSED,
    Kind.HANDED_OVER: Event.HOLDING_REVERSED,
}


def _take_back(line: Line, entry: Entry) -> Change:
    if entry.kind is Kind.PAYMENT:
        before, line.paid = line.paid, line.paid - entry.amount
        return change(line, "已付", "paid", before, line.paid)
    if entry.kind is not Kind.CONFIRMATION:
        return change(line, entry.kind.zh, entry.kind.en, entry.amount, Money(0))
    before, line.confirmed = line.confirmed, line.confirmed - entry.amount
    return change(line, "确认到账", "confirmed", before, line.confirmed)
