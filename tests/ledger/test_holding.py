"""Money that could not be handed over: it lies there to the fen, until it is handed over or put
right, and is nobody's twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.ground.cases.models.case import Task
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions import confirming, holding, reversing
from casework.ground.ledger.terms import Kind, Posted, Way
from casework.kernel.money import Money
from tests.factories import cases as case_factory
from tests.factories import identity, ledger, offices

#: What is asked of every payment until it is confirmed.
_ASKS = Task.title.contains("等工人确认到账")
WHY = {"reason": "银行退票，卡销户了", "place": "工资专户（演示）"}


@pytest.fixture
def officer_(session):
    return identity.officer(role="fund_officer")


@pytest.fixture
def line(session):
    """Owed 10,000, of which 6,000 are recorded as paid."""
    made = case_factory.line(verified=Money.yuan(10_000))
    ledger.batch(line=made, yuan=6_000)
    return made


def hold(line, yuan, officer_, now, **how):
    given = {"amount": Money.yuan(yuan), **WHY, **how}
    return holding.hold_money(line, **given, by=officer_, now=now)


def lying(line):
    return queries.held([line.id]).get(line.id, Money(0))


def last(line, kind):
    return next(e for e in queries.entries(line.case_id) if e.kind is kind)


def test_what_is_held_does_not_wait_for_a_word(line, officer_, now):
    hold(line, 4_000, officer_, now)
    assert (lying(line), queries.waiting(line)) == (Money.yuan(4_000), Money.yuan(2_000))
    with pytest.raises(rules.MoreThanPaid, match=r"2,000\.00元"):
        confirming.confirm(line, amount=Money.yuan(2_001), way=Way.SMS, by=None, now=now)
    confirming.confirm(line, amount=Money.yuan(2_000), way=Way.SMS, by=None, now=now)
    assert queries.waiting(line) == Money(0)
    assert not matters.open_tasks(line.case_id)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"amount": Money.yuan(6_000) + Money(1)}, rules.MoreThanWaits),
        ({"amount": Money(0)}, rules.NothingGiven),
        ({"amount": Money(-1)}, rules.NothingGiven),
        ({"reason": "  "}, rules.ReasonMissing),
    ],
)
def test_no_more_than_was_paid_is_held_and_never_without_a_reason(
    line, officer_, now, how, refusal
):
    with pytest.raises(refusal):
        hold(line, 6_000, officer_, now, **how)
    assert not lying(line)


def test_handing_over_is_the_worker_s_signature_for_all_of_it(line, officer_, now, session):
    hold(line, 4_000, officer_, now)
    holding.want_money(line, now=now)
    holding.hand_over(line, seen=Money.yuan(4_000), proof="收条演1", by=officer_, now=now)
    session.refresh(line)
    assert (lying(line), line.confirmed) == (Money(0), Money.yuan(4_000))
    assert last(line, Kind.CONFIRMATION).way is Way.SIGNATURE
    assert session.scalars(select(Task.done_by).where(~_ASKS)).all() == [officer_.id]
    with pytest.raises(rules.NothingHeld):
        holding.hand_over(line, seen=Money.yuan(4_000), proof="收条演2", by=officer_, now=now)


def test_another_sum_than_the_one_that_was_seen_is_not_handed_over(line, officer_, now):
    hold(line, 4_000, officer_, now)
    with pytest.raises(rules.HeldSumChanged):
        holding.hand_over(line, seen=Money.yuan(3_999), proof="收条演1", by=officer_, now=now)
    assert lying(line) == Money.yuan(4_000)


def test_who_could_not_be_found_gets_his_money_whenever_he_comes(line, officer_, now, session):
    hold(line, 4_000, officer_, now)
    line.ending, line.ended_on = Ending.UNREACHABLE, date(2026, 11, 20)
    session.flush()
    with pytest.raises(rules.LineHasEnded):
        hold(line, 1, officer_, now)
    later = now + timedelta(days=400)
    holding.hand_over(line, seen=Money.yuan(4_000), proof="收条演1", by=officer_, now=later)
    assert (lying(line), line.confirmed) == (Money(0), Money.yuan(4_000))
    assert line.ending is Ending.UNREACHABLE


def test_what_is_wrong_is_reversed_from_the_last_to_the_first(line, officer_, now):
    held = hold(line, 6_000, officer_, now)
    paid = last(line, Kind.PAYMENT)
    undo = {"reason": "记错了", "by": officer_, "now": now}
    with pytest.raises(rules.HeldAlready):
        reversing.reverse(paid, **undo)
    given = holding.hand_over(line, seen=Money.yuan(6_000), proof="收条演1", by=officer_, now=now)
    with pytest.raises(rules.HandedOverAlready):
        reversing.reverse(held, **undo)
    with pytest.raises(rules.ConfirmedAlready):
        reversing.reverse(given, **undo)
    reversing.reverse(last(line, Kind.CONFIRMATION), **undo)
    reversing.reverse(given, **undo)
    assert lying(line) == Money.yuan(6_000)
    reversing.reverse(held, **undo)
    reversing.reverse(paid, **undo)
    assert (lying(line), line.paid, line.confirmed) == (Money(0), Money(0), Money(0))


def test_asking_twice_is_one_task(line, officer_, now, session):
    with pytest.raises(rules.NothingHeld):
        holding.want_money(line, now=now)
    hold(line, 4_000, officer_, now)
    assert holding.want_money(line, now=now)
    assert not holding.want_money(line, now=now + timedelta(hours=1))
    assert len(session.scalars(select(Task).where(~_ASKS)).all()) == 1
    assert queries.held_list(reach=None, worker_ids=[line.worker_id]).rows[0].wanted


def test_the_list_tells_how_much_since_when_why_and_where(line, officer_, now):
    hold(line, 1_000, officer_, now - timedelta(days=3), reason="本人联系不上")
    hold(line, 2_000, officer_, now)
    (row,) = queries.held_list(reach=None).rows
    assert (row.amount, row.since) == (Money.yuan(3_000), date(2026, 11, 20))
    assert (row.reason, row.place) == (WHY["reason"], WHY["place"])
    assert not queries.held_list(reach=None, worker_ids=[]).rows


_STEP = st.tuples(st.sampled_from(["pay", "hold", "confirm", "hand_over", "reverse"]),
                  st.integers(1, 400_000), st.integers(0, 10**6))  # fmt: skip


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(steps=st.lists(_STEP, max_size=14))
def test_whatever_is_done_nothing_is_held_that_was_not_paid(session, now, steps):
    """Held and confirmed never exceed what was paid, and the entries add up to the sums."""
    clerk = identity.officer(role="fund_officer")
    line = case_factory.line(verified=Money(1_000_000))
    for step, fen, pick in steps:
        try:
            with session.begin_nested():
                _do((step, Money(fen)), line, pick, {"by": clerk, "now": now})
        except rules.Refused:
            pass
        session.refresh(line)
        posted = [Posted(e.id, e.kind, e.amount.fen, e.reverses_id)
                  for e in queries.entries(line.case_id)]  # fmt: skip
        paid, confirmed = rules.balance(posted)
        held = rules.held(posted)
        assert (paid, confirmed, held) == (line.paid, line.confirmed, lying(line))
        assert Money(0) <= held
        assert held + confirmed <= paid
        assert queries.waiting(line) == paid - confirmed - held


def _do(step, line, pick, edge):
    name, amount = step
    if name == "pay":
        ledger.batch(line=line, amounts={line.id: amount})
    elif name == "hold":
        holding.hold_money(line, amount=amount, **WHY, **edge)
    elif name == "confirm":
        confirming.confirm(line, amount=amount, way=Way.CALL, **edge)
    elif name == "hand_over":
        holding.hand_over(line, seen=lying(line), proof="收条", **edge)
    else:
        entries = queries.entries(line.case_id)
        if entries:
            reversing.reverse(entries[pick % len(entries)], reason="记错了", **edge)


def _held_line(area, officer_, now):
    line = case_factory.line(area=area, verified=Money.yuan(10_000))
    ledger.batch(line=line, yuan=6_000)
    hold(line, 4_000, officer_, now)
    return line


@pytest.mark.once("ledger.hand_over")
@pytest.mark.once("ledger.held", unclaimed=True)
def test_an_officer_sees_finds_and_hands_over_what_lies_in_his_county(session, officer, now):
    fund = officer(role="fund_officer")
    line = _held_line(offices.HOME, fund.officer, now)
    other = _held_line(offices.ELSEWHERE, fund.officer, now)
    page = fund.get("ledger.held")
    assert page.all("tbody th") == [line.worker.name]
    found = page.form().submit({"who": line.worker.name}, expect=200)
    assert "4,000.00" in found.text
    nothing = found.form().submit({"who": other.worker.phone or other.worker.name}, expect=200)
    assert other.case.number not in nothing.text
    assert found.form().submit({"who": ""}, expect=422).has("#who-error")
    page = fund.get("ledger.held").click(f"交给本人 {line.worker.name}")
    assert page.form().submit({"proof": ""}, expect=422).has("#proof-error")
    page = page.form().submit({"proof": "收条演1号"})
    assert "当面交给本人" in page.text
    assert "没有代存待领的钱" in fund.get("ledger.held").text
    for endpoint in ("hold", "hand_over"):
        fund.get(f"ledger.{endpoint}", case_id=other.case_id, line_id=other.id, expect=404)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "6000.01"}, "最多还能代存6,000.00元"),
        ({"amount": "很多"}, "看不懂"),
        ({"reason": ""}, "请写明未能交付本人的原因"),
        ({"place": ""}, "请写钱现在存在哪里"),
        ({"reason": "长" * 201}, "最多写200个字"),
    ],
)
@pytest.mark.once("ledger.hold")
def test_holding_with_a_mistake_is_told_at_its_field(session, officer, line, typed, words):
    fund = officer(role="fund_officer")
    page = fund.get("ledger.payments", case_id=line.case_id)
    page = page.click(f"未能交付本人 {line.worker.name}")
    given = {"amount": "4000", **WHY, **typed}
    refused = page.form().submit(given, expect=422)
    assert any(words in error for error in refused.errors), refused.errors
    page = refused.form().submit({"amount": "4000", **WHY})
    assert "代存4,000.00" in page.text
    assert lying(line) == Money.yuan(4_000)
