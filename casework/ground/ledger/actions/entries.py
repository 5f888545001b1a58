"""Entries of the ledger: a payment, a confirmation, a reversal.

Each keeps the line's and the case's sums in step, in the same transaction. The case row is held
meanwhile, so two sources cannot pay the same worker twice at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from casework.ground.cases.actions import people, tasks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Change, EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger import queries, rules
from casework.ground.ledger.models import Batch, Entry, ShortWord
from casework.ground.ledger.terms import (
    Event,
    Kind,
    PaymentRecorded,
    PaymentReversed,
    RowResult,
    Source,
    Way,
)
from casework.kernel.database import db, lock, must_be_current
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.kernel.terms import Missing, Refused

_CONFIRM = "已登记付款，等工人确认到账，请核对"


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


def ask_for_confirmation(case: Case, *, by: Officer | None, now: datetime) -> None:
    """While money is paid and not confirmed somebody has a day by which to find out; afterwards
    nobody has."""
    open_lines = [line for line in matters.lines(case.id) if line.ending is None]
    if any(queries.waiting_for_word(open_lines).values()) and not case.muted:
        due_on = day_of(now) + timedelta(days=rules.CONFIRMED_WITHIN_DAYS)
        tasks.follow_up(case, title=_CONFIRM, due_on=due_on, by=by, now=now)
    else:
        tasks.drop_follow_up(case, title=_CONFIRM, by=by, now=now)


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


def confirm(
    line: Line, *, amount: Money, way: Way, proof: str = "", by: Officer | None, now: datetime
) -> Entry:
    """A worker, or the bank, says that this much arrived. ``by`` is None for the worker's own word.

    When less arrived than was recorded, whoever handles the case gets a task.
    Raises MoreThanPaid, LineHasEnded, NothingGiven.
    """
    entry = post_confirmation(line, amount, way=way, proof=proof, by=by, now=now)
    if queries.waiting(line) and way is not Way.BANK:
        report_short(line, by=by, now=now)
    return entry


def confirm_slip(
    line: Line, *, batch_id: int, way: Way, proof: str = "", by: Officer | None, now: datetime
) -> Entry | None:
    """The worker says that what one slip brought him is here: exactly that, and never twice.

    None when the slip was taken back, the line has ended, or something was confirmed since the
    slip was recorded: then a person must find out what his word means.
    """
    lock(Case, line.case_id)
    line = lock(Line, line.id)
    brought = queries.brought(batch_id, line.id)
    if line.ending is not None or not brought or brought > queries.waiting(line):
        return None
    if queries.confirmed_since(batch_id, line.id):
        return None
    return post_confirmation(line, brought, way=way, proof=proof, by=by, now=now)


def post_confirmation(
    line: Line,
    amount: Money,
    *,
    way: Way,
    proof: str,
    ended_too: bool = False,
    by: Officer | None,
    now: datetime,
) -> Entry:
    """The bare confirmation: what is left over is nobody's concern here.

    ``ended_too``: money that was held is taken also when the line has ended.
    Raises MoreThanPaid, LineHasEnded, NothingGiven.
    """
    case = lock(Case, line.case_id)
    line = lock(Line, line.id)
    ending = None if ended_too else line.ending
    rules.check_confirmation(amount, waiting=queries.waiting(line), ending=ending, who=named(line))
    entry = Entry(
        case_id=case.id,
        line_id=line.id,
        kind=Kind.CONFIRMATION,
        amount=amount,
        paid_on=day_of(now),
        way=way,
        proof=proof,
        officer_id=by.id if by else None,
        at=now,
    )
    db.session.add(entry)
    before, line.confirmed = line.confirmed, line.confirmed + amount
    people.add_up(case)
    changes = [change(line, "确认到账", "confirmed", before, line.confirmed)]
    kind = EntryKind.MONEY if by else EntryKind.WORKER
    timeline.record(
        case,
        event=Event.PAYMENT_CONFIRMED,
        kind=kind,
        text=_words(way, proof),
        changes=changes,
        by=by,
        now=now,
    )
    ask_for_confirmation(case, by=by, now=now)
    return entry


def confirm_many(
    case: Case,
    line_ids: Sequence[int],
    *,
    way: Way,
    proof: str,
    seen: int,
    by: Officer,
    now: datetime,
) -> list[RowResult]:
    """The whole of what was paid to each of these workers has arrived, as one proof says. Each is
    judged by himself: a refusal is told beside his name and keeps nobody else waiting.

    Raises Conflict when the case was changed since it was looked at, so that nothing is confirmed
    that nobody saw; Missing for a line of elsewhere.
    """
    case = lock(Case, case.id)
    must_be_current(case, seen=seen)
    results = []
    for line_id in line_ids:
        line = matters.line(line_id, case_id=case.id)
        waiting = queries.waiting(line)
        refused = ""
        try:
            with db.session.begin_nested():
                confirm(line, amount=waiting, way=way, proof=proof, by=by, now=now)
        except Refused as refusal:
            refused = refusal.words
        results.append(RowResult(line.worker.name, waiting, refused))
    return results


def report_short(
    line: Line, *, came: Money | None = None, said: str = "", by: Officer | None, now: datetime
) -> None:
    """The worker has less in hand than was recorded: an officer must look at it today.

    ``came`` of what waits is in his hand, None when he does not say; ``said`` is how he put it.
    Said again, it is written down again; the task stays one.
    """
    case = matters.any_case(line.case_id)
    word = ShortWord(
        line_id=line.id,
        entry_id=queries.last_entry_id(line.id),
        came=came,
        waited=queries.waiting(line),
        said_at=now,
    )
    db.session.add(word)
    short = word.short
    changes = [
        Change(f"{named(line)}　登记已付", f"{named(line)}: recorded", "", _yuan(line.paid)),
        Change(f"{named(line)}　确认到账", f"{named(line)}: arrived", "", _yuan(line.confirmed)),
    ]
    text = "\n".join(part for part in (f"差{short.plain}元", said) if part)
    timeline.record(
        case,
        event=Event.PAYMENT_SHORT,
        kind=EntryKind.WORKER,
        text=text,
        changes=changes,
        by=by,
        now=now,
    )
    tasks.add_task_unless_open(
        case,
        title=f"第{line.position}人到手比登记的少，今天核对",
        officer=case.handler,
        due_on=day_of(now),
        by=by,
        now=now,
    )


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


def named(line: Line) -> str:
    """A line as officers of the case read it."""
    return f"第{line.position}人{line.worker.name}"


def change(line: Line, zh: str, en: str, before: Money, after: Money) -> Change:
    """A sum of a line as the timeline shows it, before and after."""
    return Change(f"{named(line)}　{zh}", f"{named(line)}: {en}", _yuan(before), _yuan(after))


def _yuan(amount: Money) -> str:
    return f"{amount.plain}元"


def _words(way: Way, proof: str) -> str:
    return f"{way.zh}　{proof}" if proof else way.zh
