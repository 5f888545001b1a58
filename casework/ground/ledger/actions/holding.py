"""Money that was paid and could not be handed to its worker: it lies with the authority until he
comes. Entries like all others: only ever added, and reversed where they are wrong."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import tasks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions.confirming import post_confirmation
from casework.ground.ledger.actions.noting import ask_for_confirmation, change, named
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Event, Kind, Way
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money


def hold_money(
    line: Line, *, amount: Money, reason: str, place: str, by: Officer, now: datetime
) -> Entry:
    """Of what was paid, so much came back: it is kept for the worker at ``place``.

    Raises LineHasEnded, NothingGiven, MoreThanWaits, ReasonMissing.
    """
    case = lock(Case, line.case_id)
    line = lock(Line, line.id)
    rules.check_holding(
        amount, waiting=queries.waiting(line), reason=reason, ending=line.ending, who=named(line)
    )
    entry = _entry(line, Kind.HELD, amount, reason=reason, proof=place, by=by, now=now)
    held = change(line, Kind.HELD.zh, Kind.HELD.en, Money(0), amount)
    timeline.record(
        case,
        event=Event.MONEY_HELD,
        kind=EntryKind.MONEY,
        changes=[held],
        text="\n".join(part for part in (entry.reason, entry.proof) if part),
        by=by,
        now=now,
    )
    ask_for_confirmation(case, by=by, now=now)
    return entry


def hand_over(line: Line, *, seen: Money, proof: str, by: Officer, now: datetime) -> Entry:
    """The worker has come and signed: all that lies there is his, and counts as arrived.

    ``seen`` is the sum on the page that he signed. What he had asked for is done. How his line
    ended stands as it was written down.
    Raises NothingHeld, HeldSumChanged.
    """
    case = lock(Case, line.case_id)
    line = lock(Line, line.id)
    held = queries.held([line.id]).get(line.id, Money(0))
    rules.check_handing_over(seen, held=held)
    entry = _entry(line, Kind.HANDED_OVER, held, proof=proof, by=by, now=now)
    given = change(line, Kind.HELD.zh, Kind.HELD.en, held, Money(0))
    timeline.record(
        case,
        event=Event.HANDED_OVER,
        kind=EntryKind.MONEY,
        text=entry.proof,
        changes=[given],
        by=by,
        now=now,
    )
    post_confirmation(
        line, held, way=Way.SIGNATURE, proof=entry.proof, ended_too=True, by=by, now=now
    )
    for task in matters.open_tasks(case.id):
        if task.title == rules.wish(line.position):
            tasks.finish_task(task, by=by, now=now)
    return entry


def want_money(line: Line, *, now: datetime) -> bool:
    """The worker asks for what lies there: whoever handles the case has it to do today, once.

    False when he had asked already. Raises NothingHeld.
    """
    case = lock(Case, line.case_id)
    if line.id not in queries.held([line.id]):
        raise rules.NothingHeld
    task = tasks.add_task_unless_open(
        case,
        title=rules.wish(line.position),
        officer=case.handler,
        due_on=day_of(now),
        by=None,
        now=now,
    )
    if task is not None:
        timeline.record(
            case,
            event=Event.MONEY_WANTED,
            kind=EntryKind.WORKER,
            text=named(line),
            by=None,
            now=now,
        )
    return task is not None


def _entry(
    line: Line,
    kind: Kind,
    amount: Money,
    *,
    proof: str,
    reason: str = "",
    by: Officer,
    now: datetime,
) -> Entry:
    entry = Entry(
        case_id=line.case_id,
        line_id=line.id,
        kind=kind,
        amount=amount,
        reason=reason.strip(),
        proof=proof.strip(),
        paid_on=day_of(now),
        officer_id=by.id,
        at=now,
    )
    db.session.add(entry)
    db.session.flush()
    return entry
