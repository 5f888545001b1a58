"""A top-up or a return that was entered wrongly is taken back, and the limit runs again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.ground.cases.actions import firing
from casework.ground.cases.queries import clocks as case_clocks
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Subject
from casework.ground.identity.terms import Role
from casework.ground.payouts import queries as payouts
from casework.ground.payouts import rules as payout_rules
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.deposits import queries
from casework.procedure.deposits.actions import keeping, paying, reversing
from casework.procedure.deposits.models import Claim, DepositMovement
from casework.procedure.deposits.terms import ClaimState, DepositKind, MovementKind
from casework.procedure.escalation.models import Item
from tasks import relay
from tests.factories import deposits, identity
from tests.factories.deposits import LATER
from tests.fixtures import soak


def _paid(**values: Any) -> Claim:
    claim = deposits.approved(**values)
    amounts = {part.line_id: part.amount for part in claim.parts}
    by = identity.officer(role=Role.FUND_OFFICER)
    return paying.record_bank_payment(
        claim, amounts=amounts, slip="演示银行1", paid_on=LATER.date(), by=by, now=LATER
    )


def _top_up(claim: Claim, amount: Money, **values: Any) -> DepositMovement:
    by = identity.officer(role=Role.FUND_OFFICER)
    return paying.record_top_up(claim, amount=amount, on=LATER.date(), by=by, now=LATER, **values)


def _take_back(movement: DepositMovement) -> DepositMovement:
    by = identity.officer(role=Role.FUND_OFFICER)
    return reversing.reverse(movement, reason="到账的是另一家", by=by, now=LATER)


def _limits(claim: Claim, rule: RuleId = RuleId.BOND_FILL) -> list[tuple[date, date]]:
    running = case_clocks.running_clocks(Subject.CLAIM, claim.id)
    return [(one.start_on, one.due_on) for one in running if one.rule == rule]


def test_a_wrong_top_up_is_taken_back_by_page_and_its_limit_runs_again(
    officer: Any, session: Any
) -> None:
    claim = _paid()
    limits, balance = _limits(claim), queries.balance(claim.account_id)
    wrong = _top_up(claim, claim.paid)
    assert (claim.state, _limits(claim)) == (ClaimState.RESTORED, [])
    session.commit()
    client = officer(role=Role.FUND_OFFICER)
    page = client.get("deposits.deposit", deposit_id=claim.account_id)
    assert page.has(f"a[href$='/movements/{wrong.id}/reverse']")
    page = client.get("deposits.reverse", movement_id=wrong.id)
    assert page.form().submit({"reason": ""}, expect=422).errors

    page = page.form().submit({"reason": "到账的是另一家"})

    session.expire_all()
    assert "冲正补足" in page.text
    assert "到账的是另一家" in page.text
    assert (claim.state, queries.restored(claim.id)) == (ClaimState.PAID, Money(0))
    assert _limits(claim) == limits != []
    assert queries.balance(claim.account_id) == balance
    assert client.get("deposits.claim_sheet", claim_id=claim.id).has("a[href$='/top-up']")
    told = matters.timeline(claim.case_id)
    assert [one.officer_id for one in told if one.text == "到账的是另一家"] == [client.officer.id]


def test_a_limit_that_runs_again_is_breached_and_goes_up_again(session: Any) -> None:
    claim = _paid()
    late = at(date(2027, 6, 1), 10)
    clocks = []
    for _time in range(2):
        [clock] = case_clocks.running_clocks(Subject.CLAIM, claim.id)
        for _stage in ("warning", "breach"):
            firing.check_clock(clock.id, on=late.date(), now=late)
        session.commit()
        relay.tick()
        clocks.append(clock.id)
        _take_back(_top_up(claim, claim.paid))
    session.commit()

    raised = session.scalars(select(Item.clock_id).order_by(Item.id)).all()
    assert [one for one in raised if one in clocks] == clocks


def test_the_guarantee_that_it_replaced_stands_again(session: Any) -> None:
    case = deposits.case()
    kept = deposits.deposit(case=case, kind=DepositKind.GUARANTEE)
    claim = _paid(case=case, deposit=kept)
    before = (kept.account, kept.expires_on)
    wrong = _top_up(claim, claim.paid, account="演错的保函", expires_on=date(2028, 1, 31))
    assert kept.account == "演错的保函"

    _take_back(wrong)

    assert (kept.account, kept.expires_on) == before
    assert len(_limits(claim, RuleId.BOND_LG)) == 1
    _top_up(claim, claim.paid, account="演对的保函", expires_on=date(2028, 1, 31))
    assert (kept.account, claim.state) == ("演对的保函", ClaimState.RESTORED)


def test_the_guarantee_before_two_wrong_ones_stands_again_whichever_goes_first(
    session: Any,
) -> None:
    case = deposits.case()
    kept = deposits.deposit(case=case, kind=DepositKind.GUARANTEE)
    claim = _paid(case=case, deposit=kept)
    before = (kept.account, kept.expires_on)
    first = _top_up(claim, Money(1), account="演错的保函", expires_on=date(2028, 1, 31))
    second = _top_up(claim, Money(1), account="演又错的保函", expires_on=date(2028, 2, 28))

    _take_back(first)
    assert kept.account == "演又错的保函"
    _take_back(second)

    assert (kept.account, kept.expires_on) == before


def test_a_part_that_was_wrong_leaves_the_limit_that_runs(session: Any) -> None:
    claim = _paid()
    limits = _limits(claim)
    _take_back(_top_up(claim, Money(1)))
    assert (claim.state, _limits(claim)) == (ClaimState.PAID, limits)


def test_a_wrong_return_is_taken_back_by_page(officer: Any, session: Any) -> None:
    kept = deposits.deposit()
    by = identity.officer(role=Role.FUND_OFFICER)
    wrong = keeping.give_back(
        kept, amount=Money.yuan(50_000), on=LATER.date(), proof="演退", by=by, now=LATER
    )
    session.commit()
    page = officer(role=Role.FUND_OFFICER).get("deposits.reverse", movement_id=wrong.id)

    page = page.form().submit({"reason": "退错了工程"})

    assert "冲正返还" in page.text
    assert queries.balance(kept.id) == Money.yuan(50_000)
    with pytest.raises(payout_rules.ReversedAlready):
        _take_back(wrong)


def test_what_the_bank_paid_is_not_taken_back_here(session: Any) -> None:
    claim = _paid()
    with pytest.raises(payout_rules.NotReversible):
        _take_back(queries.last_movement(claim.account_id))


_STEPS = st.lists(
    st.tuples(st.sampled_from(["top_up", "take_back"]), st.integers(1, 1_500_000)), max_size=10
)


@pytest.mark.longer
@given(steps=_STEPS)
@settings(max_examples=soak.of(6, 50), deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_history_claim_deposit_and_limit_agree_to_the_fen(
    session: Any, steps: list[tuple[str, int]]
) -> None:
    claim = _paid()
    after_use = queries.balance(claim.account_id)
    for step, fen in steps:
        try:
            with session.begin_nested():
                _step(claim, step, Money(fen))
        except Refused:
            pass
        session.refresh(claim)
        restored = queries.restored(claim.id)
        assert Money(0) <= restored <= claim.paid
        assert queries.balance(claim.account_id) == after_use + restored
        last = queries.last_movement(claim.account_id)
        assert last is not None
        assert last.balance == after_use + restored
        assert (claim.state is ClaimState.RESTORED) == (restored == claim.paid)
        assert len(_limits(claim)) == (restored < claim.paid)


def _step(claim: Claim, step: str, amount: Money) -> None:
    missing = claim.paid - queries.restored(claim.id)
    if step == "top_up":
        _top_up(claim, min(amount, missing))
        return
    standing = [
        one
        for one in claim.deposit.movements
        if one.kind is MovementKind.TOP_UP and not payouts.is_reversed(one)
    ]
    if standing:
        _take_back(standing[amount.fen % len(standing)])
