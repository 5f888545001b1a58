"""Payments, confirmations and reversals keep lines, case and entries in step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions import confirming, reversing
from casework.ground.ledger.actions import entries as entry_actions
from casework.ground.ledger.terms import Event, Kind, Posted, Source, Way
from casework.kernel.database import db
from casework.kernel.facts import Fact
from casework.kernel.money import Money
from casework.kernel.terms import Missing, Refused
from tests.factories import cases, identity, ledger

FRIDAY = date(2026, 11, 20)


def _pay(case, now, *, slip="单1", **values):
    values = {"source": Source.EMPLOYER, "paid_on": FRIDAY, "by": None, **values}
    return entry_actions.record_payment(case, slip=slip, now=now, **values)


def _seven(case):
    """100,000 yuan over seven workers."""
    fen = [1_428_571] * 6 + [1_428_574]
    return [cases.line(case=case, verified=Money(one), claimed=Money(one)) for one in fen]


def test_a_part_payment_is_spread_by_what_each_is_owed(session, now):
    case = cases.case()
    lines = _seven(case)
    batch = _pay(case, now, total=Money.yuan(30_000))
    assert batch.total == Money.yuan(30_000)
    assert Money.total(line.paid for line in lines) == Money.yuan(30_000) == case.paid
    assert queries.sums([line.id for line in lines])[lines[0].id][0] == lines[0].paid


def test_a_payment_leaves_one_timeline_entry_with_old_and_new_and_one_fact(session, now):
    case = cases.case()
    line = cases.line(case=case, verified=Money.yuan(900))
    officer = identity.officer()
    _pay(case, now, total=Money.yuan(300), by=officer)
    entry = matters.timeline(case.id)[0]
    assert (entry.event, entry.officer_id) == (Event.PAYMENT_RECORDED, officer.id)
    assert '"old": "0.00元", "new": "300.00元"' in entry.changes
    fact = session.query(Fact).filter_by(kind="PaymentRecorded").one()
    assert fact.body["line_ids"] == [line.id]


def test_the_same_slip_twice_is_refused_by_its_number(session, now):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(900))
    _pay(case, now, total=Money.yuan(300), slip="回单88")
    with pytest.raises(rules.SlipUsed, match="回单88"):
        _pay(case, now, total=Money.yuan(100), slip="回单88")


def test_all_sources_together_never_pay_more_than_was_verified(session, now):
    case = cases.case()
    line = cases.line(case=case, verified=Money.yuan(1000))
    _pay(case, now, amounts={line.id: Money.yuan(600)})
    _pay(case, now, amounts={line.id: Money.yuan(300)}, slip="单2", source=Source.DEPOSIT)
    with pytest.raises(rules.MoreThanOwed, match=r"100\.00元"):
        _pay(case, now, amounts={line.id: Money(10_001)}, slip="单3", source=Source.ADVANCE)
    assert line.paid == Money.yuan(900)


def test_a_worker_who_withdrew_is_passed_over_by_a_total_and_refused_by_name(session, now):
    case = cases.case()
    gone = cases.line(case=case, verified=Money.yuan(500), ending=Ending.WITHDRAWN,
                      ended_on=FRIDAY)  # fmt: skip
    stays = cases.line(case=case, verified=Money.yuan(500))
    _pay(case, now, total=Money.yuan(500))
    assert (gone.paid, stays.paid) == (Money(0), Money.yuan(500))
    with pytest.raises(rules.LineHasEnded, match=gone.worker.name):
        _pay(case, now, amounts={gone.id: Money.yuan(1)}, slip="单2")


def test_a_line_of_another_case_is_not_there(session, now):
    case, other = cases.case(), cases.case()
    line = cases.line(case=other, verified=Money.yuan(500))
    with pytest.raises(Missing):
        _pay(case, now, amounts={line.id: Money.yuan(1)})


def test_money_of_tomorrow_is_not_recorded(session, now):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(500))
    with pytest.raises(rules.PaidInTheFuture):
        _pay(case, now, total=Money.yuan(1), paid_on=date(2026, 11, 24))


def test_nothing_at_all_is_not_a_payment(session, now):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(500))
    with pytest.raises(rules.NothingGiven):
        _pay(case, now)


def test_a_wrong_payment_is_reversed_once_and_both_entries_stay(session, now):
    officer = identity.officer()
    line = cases.line(verified=Money.yuan(5000))
    entry = ledger.entry(line=line)
    reversing.reverse(entry, reason="记到别人名下了", by=officer, now=now)
    assert line.paid == Money(0) == line.case.paid
    assert len(queries.entries(line.case_id)) == 2
    with pytest.raises(rules.AlreadyReversed):
        reversing.reverse(entry, reason="再冲一次", by=officer, now=now)


def test_after_a_reversal_the_money_can_be_recorded_again(session, now):
    line = cases.line(verified=Money.yuan(1000))
    entry = ledger.entry(line=line)
    reversing.reverse(entry, reason="金额写错", by=identity.officer(), now=now)
    _pay(line.case, now, total=Money.yuan(1000), slip="重记1")
    assert line.paid == Money.yuan(1000)


def test_confirmed_money_cannot_be_reversed_from_below(session, now):
    line = cases.line(verified=Money.yuan(5000))
    entry = ledger.entry(line=line)
    confirmation = confirming.confirm(line, amount=Money.yuan(1000), way=Way.BANK, by=None, now=now)
    officer = identity.officer()
    with pytest.raises(rules.ConfirmedAlready):
        reversing.reverse(entry, reason="记错", by=officer, now=now)
    reversing.reverse(confirmation, reason="看错回单", by=officer, now=now)
    assert (line.paid, line.confirmed) == (Money.yuan(1000), Money(0))


def test_nobody_confirms_more_than_was_paid(session, now):
    line = cases.line(verified=Money.yuan(5000))
    ledger.batch(line=line)
    with pytest.raises(rules.MoreThanPaid, match=r"1,000\.00元"):
        confirming.confirm(line, amount=Money.yuan(1001), way=Way.CALL, by=None, now=now)


def test_when_less_arrived_the_line_stays_open_and_the_handler_is_told_the_same_day(session, now):
    case = cases.case()
    lead, _ = cases.inspectors(case=case)
    line = cases.line(case=case, verified=Money.yuan(10_000))
    _pay(case, now, amounts={line.id: Money.yuan(10_000)})
    confirming.confirm(line, amount=Money.yuan(8000), way=Way.SMS, by=None, now=now)
    task = matters.open_tasks(case.id)[0]
    assert (task.officer_id, task.due_on) == (lead.id, date(2026, 11, 23))
    assert line.confirmed == Money.yuan(8000)
    assert line.worker.name not in task.title


def test_a_full_confirmation_makes_no_task(session, now):
    line = cases.line(verified=Money.yuan(1000))
    ledger.batch(line=line)
    confirming.confirm(line, amount=Money.yuan(1000), way=Way.SIGNATURE, by=None, now=now)
    assert not matters.open_tasks(line.case_id)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET amount = amount + 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_batch SET slip = 'x'",
        "DELETE FROM ledger_batch",
        "UPDATE timeline_entry SET what_zh = 'x'",
        "DELETE FROM timeline_entry",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(session, now, change):
    ledger.batch()
    session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(change))


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay all", "confirm", "reverse"]),
        st.integers(0, 2),
        st.integers(1, 400_000),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(steps=_STEPS)
def test_any_history_leaves_sums_that_equal_the_entries(session, now, steps):
    with db.session.begin_nested() as undo:
        case = cases.case()
        officer = identity.officer()
        lines = [cases.line(case=case, verified=Money(fen)) for fen in (300_000, 100_001, 7)]
        for number, (step, which, fen) in enumerate(steps):
            _try(step, lines[which], Money(fen), slip=f"单{number}", by=officer, now=now)
        _sums_agree(case, lines)
        undo.rollback()


def _try(step, line, amount, *, slip, by, now):
    """One step; a refusal changes nothing."""
    case = line.case
    try:
        if step == "pay":
            _pay(case, now, amounts={line.id: amount}, slip=slip)
        elif step == "pay all":
            _pay(case, now, total=amount, slip=slip)
        elif step == "confirm":
            confirming.confirm(line, amount=amount, way=Way.CALL, by=None, now=now)
        elif queries.entries(case.id):
            oldest = queries.entries(case.id)[-1]
            reversing.reverse(oldest, reason="试", by=by, now=now)
    except Refused:
        pass


def _sums_agree(case, lines):
    entries = queries.entries(case.id)
    for line in lines:
        mine = [Posted(e.id, e.kind, e.amount.fen, e.reverses_id) for e in entries
                if e.line_id == line.id]  # fmt: skip
        assert rules.balance(mine) == (line.paid, line.confirmed)
        assert queries.sums([line.id])[line.id] == (line.paid, line.confirmed)
        assert Money(0) <= line.confirmed <= line.paid <= line.verified
    assert case.paid == Money.total(line.paid for line in lines)
    by_source = queries.paid_by_source(case.id)
    assert Money.total(by_source.values()) == case.paid
    batches = {e.batch_id: e.batch.total for e in entries if e.kind is Kind.PAYMENT}
    for batch_id, total in batches.items():
        parts = [e.amount for e in entries if e.batch_id == batch_id]
        assert Money.total(parts) == total


def test_the_day_of_payment_may_be_today(session, now):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(500))
    assert _pay(case, now, total=Money.yuan(1), paid_on=FRIDAY + timedelta(days=3)).id


@pytest.mark.parametrize(
    "change", ["paid = verified + 1", "confirmed = paid + 1", "confirmed = -1", "verified = -1"]
)
def test_the_database_itself_refuses_sums_that_cannot_be(session, now, change):
    cases.line(verified=Money.yuan(500))
    session.commit()
    with pytest.raises(DBAPIError):
        session.execute(text(f"UPDATE line SET {change}"))
