"""What comes back: the employer's later payment goes to what was advanced before anything else.
And what never should have gone out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casework.ground.cases.actions import tasks
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions import entries
from casework.ground.ledger.models import Batch, Entry
from casework.ground.ledger.terms import Source
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import rules as payout_rules
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.procedure.advances import queries, rules
from casework.procedure.advances.models import Advance, FundMovement, Recovery
from casework.procedure.advances.terms import AdvanceState, MovementKind, Payment, RecoveryWay


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
    case, advance = _hold_paid(advance)
    payout_rules.check_movement(amount, on=paid_on, today=day_of(now))
    taken, rest = rules.split(amount, _outstanding(advance, to, line))
    if not taken:
        raise rules.NothingToRecover
    way = RecoveryWay.WORKER if to is Payment.WORKER else RecoveryWay.FUND
    whose = line if way is RecoveryWay.WORKER else None
    back = Back(way=way, amount=taken, on=paid_on, slip=slip, note=note, line=whose)
    _keep(advance, back, by=by, now=now)
    if rest:
        _pay_wages(case, rest, back, by=by, now=now)
    _settle(advance)
    return taken, rest


def _pay_wages(case: Case, rest: Money, back: Back, *, by: Officer, now: datetime) -> None:
    """The rest of a slip: to the fund, it is spread over all who are owed; to one worker, it is
    his alone."""
    entries.record_payment(
        case,
        source=Source.EMPLOYER,
        slip=back.slip,
        paid_on=back.on,
        total=rest,
        amounts={back.line.id: rest} if back.line else None,
        proof=back.note,
        by=by,
        now=now,
    )


def _hold_paid(advance: Advance) -> tuple[Case, Advance]:
    """Raises NoSuchMove for one of which nothing is to come back."""
    case, advance = payouts.hold(advance)
    if advance.state is not AdvanceState.PAID:
        raise NoSuchMove
    return case, advance


def undo_payment(entry: Entry, *, reason: str, by: Officer, now: datetime) -> Advance:
    """A worker's payment was recorded wrongly: it leaves the ledger and the fund has the money
    back, together. When nothing stays paid, the advance waits for its payment again.

    Raises Missing, RecoveredAlready, and what ledger.reverse raises.
    """
    _case, advance = payouts.hold(queries.advance_of_entry(entry))
    outstanding = queries.outstanding_of_line(advance, entry.line_id)
    payouts.undo(advance, entry, reason=reason, by=by, now=now)
    if entry.amount > outstanding:
        raise rules.RecoveredAlready(outstanding)
    if advance.state is AdvanceState.PAID:
        _settle(advance)
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
    _case, advance = _hold_paid(advance)
    held = queries.standing(advance).held
    if amount > held:
        raise rules.MoreThanHeld(held)
    payout_rules.check_movement(amount, on=on, today=day_of(now))
    back = Back(way=RecoveryWay.HANDED_BACK, amount=amount, on=on, slip=slip, note=note)
    _keep(advance, back, by=by, now=now)
    _settle(advance)


@dataclass(frozen=True, kw_only=True)
class Back:
    """Money that came back; ``line`` where it went straight to one worker."""

    way: RecoveryWay
    amount: Money
    on: date
    slip: str
    note: str
    line: Line | None = None


def _keep(advance: Advance, back: Back, *, by: Officer, now: datetime) -> None:
    """Only what went straight to a worker does not come into the fund. Raises SlipUsed."""
    recovery = Recovery(
        advance_id=advance.id,
        way=back.way,
        amount=back.amount,
        line_id=back.line.id if back.line else None,
        on=back.on,
        slip=back.slip,
        note=back.note,
        turn=_turn(advance, back.way, back.slip),
        officer_id=by.id,
        at=now,
    )
    db.session.add(recovery)
    db.session.flush()
    text = f"{back.way.zh}　{back.amount.plain}元　单号{back.slip}"
    payouts.record(advance, "recover", kind=EntryKind.MONEY, text=text, by=by, now=now)
    if back.way is not RecoveryWay.WORKER:
        into = _movement(advance, MovementKind.RECOVERY, back.amount, on=back.on, note=back.slip)
        payouts.post(into, by=by, now=now)


def _turn(advance: Advance, way: RecoveryWay, slip: str) -> int:
    """How often this slip was recorded, with this time. Raises SlipUsed while it stands."""
    if any(r.way is way and r.slip == slip for r in queries.recoveries(advance.id)):
        raise rules.SlipUsed
    before = [
        r
        for r in queries.recovery_entries(advance.id)
        if r.way is way and r.slip == slip and r.reverses_id is None
    ]
    return len(before) + 1


def _movement(
    advance: Advance, kind: MovementKind, amount: Money, *, on: date, note: str
) -> FundMovement:
    return FundMovement(
        account_id=advance.account_id,
        payout_id=advance.id,
        kind=kind,
        amount=amount,
        on=on,
        note=note,
    )


def reverse_recovery(recovery: Recovery, *, reason: str, by: Officer, now: datetime) -> Recovery:
    """Money that did not come back, or not so, is taken back by an entry of its own, out of the
    fund too where it had come there. The rest of a slip, which was wages, stays in the ledger.

    Raises NotReversible, ReversedAlready, HandedBackAlready, FundTooSmall.
    """
    advance = queries.of_recovery(recovery)
    _case, advance = payouts.hold(advance)
    _check_reversal(advance, recovery)
    into_fund = queries.movement_of(recovery)
    if into_fund is not None and recovery.way is not RecoveryWay.WORKER:
        kind, on = MovementKind.RECOVERY_UNDONE, day_of(now)
        out = _movement(advance, kind, recovery.amount, on=on, note=reason)
        out.reverses_id = into_fund.id
        payouts.post(out, by=by, now=now)
    made = _opposite(advance, recovery, reason=reason, by=by, now=now)
    db.session.add(made)
    if advance.state is AdvanceState.RECOVERED:
        advance.state = rules.LIFECYCLE.after(advance.state, "reopen")
    db.session.flush()
    payouts.record(advance, "reopen", kind=EntryKind.MONEY, text=reason, by=by, now=now)
    _settle(advance)
    return made


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
        raise payout_rules.NotReversible
    if queries.is_reversed(recovery):
        raise payout_rules.ReversedAlready
    held = queries.standing(advance).held
    if recovery.way is RecoveryWay.WORKER and recovery.amount > held:
        raise rules.HandedBackAlready


def _settle(advance: Advance) -> None:
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
