"""Money that arrived, as the worker or a slip says; or less than that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.ground.cases.actions import people, tasks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Change, EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions.noting import ask_for_confirmation, change, named, yuan
from casework.ground.ledger.models import Entry, ShortWord
from casework.ground.ledger.terms import (
    Event,
    Kind,
    RowResult,
    Way,
)
from casework.kernel.database import db, lock, must_be_current
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import Refused


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
        Change(f"{named(line)}　登记已付", f"{named(line)}: recorded", "", yuan(line.paid)),
        Change(f"{named(line)}　确认到账", f"{named(line)}: arrived", "", yuan(line.confirmed)),
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


def _words(way: Way, proof: str) -> str:
    return f"{way.zh}　{proof}" if proof else way.zh
