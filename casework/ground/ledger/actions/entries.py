"""Entries of the ledger: a payment, a confirmation, a reversal.

Each keeps the line's and the case's sums in step, in the same transaction. The case row is held
meanwhile, so two sources cannot pay the same worker twice at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from casework.ground.cases.actions import people, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.terms import Change, EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions.noting import ask_for_confirmation, change, named
from casework.ground.ledger.models import Batch, Entry
from casework.ground.ledger.terms import (
    Event,
    Kind,
    PaymentRecorded,
    Source,
)
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.kernel.terms import Missing


def record_payment(
    case: Case,
    *,
    source: Source,
    slip: str,
    paid_on: date,
    total: Money | None = None,
    amounts: Mapping[int, Money] | None = None,
    proof: str = "",
    by: Officer | None,
    now: datetime,
) -> Batch:
    """Records one slip: ``amounts`` by line id, or a ``total`` spread by what each is owed.

    A number is free again when all of its slip was reversed.
    Raises SlipUsed, PaidInTheFuture, NothingGiven, NothingOwed, MoreThanOwed, LineHasEnded.
    """
    case = lock(Case, case.id)
    turn = _turn_of(case, slip)
    if paid_on > day_of(now):
        raise rules.PaidInTheFuture
    lines = hold_lines(case)
    parts = _chosen(lines, amounts) if amounts else _spread(lines, total or Money(0))
    batch = Batch(
        case_id=case.id,
        source=source,
        total=Money.total(parts.values()),
        slip=slip,
        turn=turn,
        paid_on=paid_on,
        proof=proof,
        officer_id=by.id if by else None,
        at=now,
    )
    db.session.add(batch)
    db.session.flush()
    changes = [_pay(lines[line_id], amount, batch) for line_id, amount in parts.items()]
    people.add_up(case)
    timeline.record(
        case,
        event=Event.PAYMENT_RECORDED,
        kind=EntryKind.MONEY,
        text=f"{source.zh}　{batch.total.plain}元　单号{slip}",
        changes=changes,
        to_worker=True,
        by=by,
        now=now,
    )
    ask_for_confirmation(case, by=by, now=now)
    announce(PaymentRecorded(case.id, batch.id, list(parts)), now=now)
    return batch


def hold_lines(case: Case) -> dict[int, Line]:
    """The lines of a case in their order, read afresh and held until the transaction ends."""
    query = (
        select(Line)
        .where(Line.case_id == case.id)
        .order_by(Line.position, Line.id)
        .with_for_update(of=Line)
        .execution_options(populate_existing=True)
    )
    return {line.id: line for line in db.session.scalars(query)}


def _turn_of(case: Case, slip: str) -> int:
    """Which recording of this number it is. Raises SlipUsed while an earlier one stands."""
    earlier = queries.slips(case.id, slip)
    for batch in filter(queries.stands, earlier):
        raise rules.SlipUsed(slip, day=batch.paid_on.isoformat(), total=batch.total)
    return len(earlier) + 1


def _chosen(lines: Mapping[int, Line], amounts: Mapping[int, Money]) -> dict[int, Money]:
    """The amounts given, each checked against its line. Raises Missing for a line of elsewhere."""
    for line_id, amount in amounts.items():
        if line_id not in lines:
            raise Missing
        line = lines[line_id]
        rules.check_payment(
            amount, owed=line.owed, ending=line.ending, who=named(line), field=f"amount_{line_id}"
        )
    return dict(amounts)


def _spread(lines: Mapping[int, Line], total: Money) -> dict[int, Money]:
    """A total over the lines that are still open, by what each is owed."""
    rules.check_slip_amount(total)
    going = [line for line in lines.values() if line.ending is None and line.owed]
    parts = rules.shares(total, [line.owed for line in going])
    return {line.id: part for line, part in zip(going, parts, strict=True) if part}


def _pay(line: Line, amount: Money, batch: Batch) -> Change:
    db.session.add(
        Entry(
            case_id=line.case_id,
            line_id=line.id,
            batch_id=batch.id,
            kind=Kind.PAYMENT,
            source=batch.source,
            amount=amount,
            paid_on=batch.paid_on,
            proof=batch.proof,
            officer_id=batch.officer_id,
            at=batch.at,
        )
    )
    before, line.paid = line.paid, line.paid + amount
    return change(line, "已付", "paid", before, line.paid)
