"""What comes back: the employer's later payment goes to what was advanced before anything else.
And what never should have gone out."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import tasks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries
from casework.ground.ledger.models import Batch, Entry
from casework.ground.ledger.terms import Source
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions.keeping import move
from casework.procedure.advances.models import Advance, Fund, Recovery
from casework.procedure.advances.terms import (
    AdvanceState,
    Event,
    MovementKind,
    Payment,
    RecoveryWay,
)


def record_employer_payment(
    advance: Advance,
    *,
    amount: Money,
    to: Payment,
    line: Line | None = None,
    slip: str,
    paid_on: date,
    note: str = "",
    by: Officer,
    now: datetime,
) -> tuple[Money, Money]:
    """The employer pays after an advance; returns what recovery takes, and what is wages.

    To the fund: recovery comes first, the rest is wages of those still owed. Straight to a
    worker: what he had been advanced he now holds twice, and is to hand back.
    Raises NoSuchMove, WorkerNeeded, NothingToRecover, SlipUsed, AmountNeeded, InTheFuture, and
    what record_payment raises.
    """
    case = lock(Case, advance.case_id)
    fund = lock(Fund, advance.fund_id)
    advance = lock(Advance, advance.id)
    if advance.state is not AdvanceState.PAID:
        raise NoSuchMove
    rules.check_movement(amount, on=paid_on, today=day_of(now))
    taken, rest = rules.split(amount, _outstanding(advance, to, line))
    if not taken:
        raise rules.NothingToRecover
    way = RecoveryWay.WORKER if to is Payment.WORKER else RecoveryWay.FUND
    _keep(
        advance,
        way=way,
        amount=taken,
        line=line if to is Payment.WORKER else None,
        on=paid_on,
        slip=slip,
        note=note,
        by=by,
        now=now,
    )
    if to is Payment.FUND:
        move(
            fund,
            kind=MovementKind.RECOVERY,
            amount=taken,
            on=paid_on,
            note=slip,
            advance_id=advance.id,
            by=by,
            now=now,
        )
    if rest:
        # to the fund: spread over all who are owed; to one worker: his alone
        amounts = {line.id: rest} if to is Payment.WORKER and line is not None else None
        entries.record_payment(
            case,
            source=Source.EMPLOYER,
            slip=slip,
            paid_on=paid_on,
            total=rest,
            amounts=amounts,
            proof=note,
            by=by,
            now=now,
        )
    _settle(advance, by=by, now=now)
    return taken, rest


def undo_payment(entry: Entry, *, reason: str, by: Officer, now: datetime) -> Advance:
    """A worker's payment was recorded wrongly: it leaves the ledger and the fund has the money
    back, together. When nothing stays paid, the advance waits for its payment again.

    Raises Missing, RecoveredAlready, and what ledger.reverse raises.
    """
    case = lock(Case, entry.case_id)
    advance = queries.advance_of_entry(entry)
    fund = lock(Fund, advance.fund_id)
    advance = lock(Advance, advance.id)
    outstanding = queries.outstanding_of_line(advance, entry.line_id)
    entries.reverse(entry, reason=reason, by_account=True, by=by, now=now)
    if entry.amount > outstanding:
        raise rules.RecoveredAlready(outstanding)
    move(
        fund,
        kind=MovementKind.UNDONE,
        amount=entry.amount,
        on=day_of(now),
        note=reason,
        advance_id=advance.id,
        by=by,
        now=now,
    )
    advance.paid -= entry.amount
    if not advance.paid:
        advance.state, advance.paid_on = rules.LIFECYCLE.after(advance.state, "undo"), None
    timeline.record(
        case,
        event=Event.ADVANCE_UNDONE,
        kind=EntryKind.MONEY,
        text=reason,
        subject=(Subject.ADVANCE, advance.id),
        by=by,
        now=now,
    )
    if advance.state is AdvanceState.PAID:
        _settle(advance, by=by, now=now)
    return advance


def _outstanding(advance: Advance, to: Payment, line: Line | None) -> Money:
    if to is Payment.FUND:
        return queries.standing(advance).outstanding
    if line is None or line.case_id != advance.case_id:
        raise rules.WorkerNeeded
    return queries.outstanding_of_line(advance, line.id)


def record_hand_back(
    advance: Advance,
    *,
    amount: Money,
    on: date,
    slip: str,
    note: str = "",
    by: Officer,
    now: datetime,
) -> None:
    """A worker who was paid twice gives it back to the fund.

    Raises NoSuchMove, MoreThanHeld, SlipUsed, AmountNeeded, InTheFuture.
    """
    fund = lock(Fund, advance.fund_id)
    advance = lock(Advance, advance.id)
    if advance.state is not AdvanceState.PAID:
        raise NoSuchMove
    held = queries.standing(advance).held
    if amount > held:
        raise rules.MoreThanHeld(held)
    rules.check_movement(amount, on=on, today=day_of(now))
    _keep(
        advance,
        way=RecoveryWay.HANDED_BACK,
        amount=amount,
        line=None,
        on=on,
        slip=slip,
        note=note,
        by=by,
        now=now,
    )
    move(
        fund,
        kind=MovementKind.RECOVERY,
        amount=amount,
        on=on,
        note=slip,
        advance_id=advance.id,
        by=by,
        now=now,
    )
    _settle(advance, by=by, now=now)


def _keep(
    advance: Advance,
    *,
    way: RecoveryWay,
    amount: Money,
    line: Line | None,
    on: date,
    slip: str,
    note: str,
    by: Officer,
    now: datetime,
) -> None:
    if any(r.way is way and r.slip == slip for r in queries.recoveries(advance.id)):
        raise rules.SlipUsed
    before = [
        r
        for r in queries.recovery_entries(advance.id)
        if r.way is way and r.slip == slip and r.reverses_id is None
    ]
    db.session.add(
        Recovery(
            advance_id=advance.id,
            way=way,
            amount=amount,
            line_id=line.id if line else None,
            on=on,
            slip=slip,
            note=note,
            turn=len(before) + 1,
            officer_id=by.id,
            at=now,
        )
    )
    db.session.flush()
    timeline.record(
        matters.any_case(advance.case_id),
        event=Event.RECOVERED,
        kind=EntryKind.MONEY,
        text=f"{way.zh}　{amount.plain}元　单号{slip}",
        subject=(Subject.ADVANCE, advance.id),
        by=by,
        now=now,
    )


def reverse_recovery(recovery: Recovery, *, reason: str, by: Officer, now: datetime) -> Recovery:
    """Money that did not come back, or not so, is taken back by an entry of its own, out of the
    fund too where it had come there. The rest of a slip, which was wages, stays in the ledger.

    Raises NotReversible, ReversedAlready, HandedBackAlready, FundTooSmall.
    """
    advance = queries.of_recovery(recovery)
    case = lock(Case, advance.case_id)
    fund = lock(Fund, advance.fund_id)
    advance = lock(Advance, advance.id)
    _check_reversal(advance, recovery)
    _out_of_the_fund(fund, advance, recovery, reason=reason, by=by, now=now)
    made = _opposite(advance, recovery, reason=reason, by=by, now=now)
    db.session.add(made)
    if advance.state is AdvanceState.RECOVERED:
        advance.state = rules.LIFECYCLE.after(advance.state, "reopen")
    db.session.flush()
    timeline.record(
        case,
        event=Event.RECOVERY_UNDONE,
        kind=EntryKind.MONEY,
        text=reason,
        subject=(Subject.ADVANCE, advance.id),
        by=by,
        now=now,
    )
    _settle(advance, by=by, now=now)
    return made


def _out_of_the_fund(
    fund: Fund, advance: Advance, recovery: Recovery, *, reason: str, by: Officer, now: datetime
) -> None:
    """Only what had come into the fund: money paid straight to a worker never did."""
    into_fund = queries.movement_of(recovery)
    if into_fund is None or recovery.way is RecoveryWay.WORKER:
        return
    move(
        fund,
        kind=MovementKind.RECOVERY_UNDONE,
        amount=recovery.amount,
        on=day_of(now),
        note=reason,
        advance_id=advance.id,
        reverses_id=into_fund.id,
        by=by,
        now=now,
    )


def _opposite(
    advance: Advance, recovery: Recovery, *, reason: str, by: Officer, now: datetime
) -> Recovery:
    return Recovery(
        advance_id=advance.id,
        way=recovery.way,
        amount=recovery.amount,
        line_id=recovery.line_id,
        on=day_of(now),
        slip=recovery.slip,
        note=reason,
        turn=recovery.turn,
        reverses_id=recovery.id,
        officer_id=by.id,
        at=now,
    )


def _check_reversal(advance: Advance, recovery: Recovery) -> None:
    if recovery.reverses_id is not None:
        raise rules.NotReversible
    if queries.is_reversed(recovery):
        raise rules.ReversedAlready
    held = queries.standing(advance).held
    if recovery.way is RecoveryWay.WORKER and recovery.amount > held:
        raise rules.HandedBackAlready


def _settle(advance: Advance, *, by: Officer, now: datetime) -> None:
    if queries.standing(advance).over:
        advance.state = rules.LIFECYCLE.after(advance.state, "recover")
    db.session.flush()


_FROM_THE_EMPLOYER = (Source.EMPLOYER, Source.GENERAL_CONTRACTOR)


def remind_recovery(batch: Batch, *, now: datetime) -> None:
    """The employer pays wages while it still owes the fund: whoever handles the case looks at it
    today. Doing it again changes nothing."""
    case = lock(Case, batch.case_id)
    if batch.source not in _FROM_THE_EMPLOYER:
        return
    title = f"单位付了钱（单号{batch.slip}），先核对垫付款的追偿"
    known = any(
        r.slip == batch.slip
        for a in queries.advances_of_case(case.id)
        for r in queries.recoveries(a.id)
    )
    asked = any(task.title == title for task in matters.open_tasks(case.id))
    if known or asked or not queries.to_recover(case.id):
        return
    tasks.add_task(case, title=title, officer=case.handler, due_on=day_of(now), by=None, now=now)
