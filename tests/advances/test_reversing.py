"""Money that was paid in wrongly is taken out by an entry of its own, and the sums are right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from casework.ground.payouts import rules as payout_rules
from casework.kernel.money import Money
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import keeping
from casework.procedure.advances.models import FundMovement
from tests.conftest import NOW
from tests.factories import advances, identity


def _last(fund: Any) -> FundMovement:
    found = queries.last_movement(fund.id)
    assert found is not None
    return found


def _pay_in(fund: Any, yuan: int) -> FundMovement:
    by = identity.officer(role="fund_officer")
    return keeping.pay_in(area_id=fund.area_id, amount=Money.yuan(yuan), on=NOW.date(),
                          note="财政拨入", by=by, now=NOW)  # fmt: skip


def test_a_wrong_pay_in_is_reversed_by_page_and_both_stay_readable(
    officer: Any, session: Any
) -> None:
    fund = advances.fund(yuan=100_000)
    wrong = _pay_in(fund, 50_000)
    client = officer(role="fund_officer")
    page = client.get("advances.fund")
    assert page.has(f"a[href$='/pay-ins/{wrong.id}/reverse']")
    page = client.get("advances.reverse", pay_in_id=wrong.id)
    assert page.form().submit({"reason": ""}, expect=422).errors

    page = page.form().submit({"reason": "同一笔登记了两次"})

    assert "已冲正" in page.text
    assert "同一笔登记了两次" in page.text
    assert queries.balance(fund.id) == Money.yuan(100_000)
    assert not page.has(f"a[href$='/pay-ins/{wrong.id}/reverse']")


def test_an_entry_is_reversed_once(session: Any, now: Any) -> None:
    fund = advances.fund()
    wrong = _pay_in(fund, 10)
    keeping.reverse(wrong, reason="错", by=identity.officer(), now=now)

    with pytest.raises(payout_rules.ReversedAlready):
        keeping.reverse(wrong, reason="错", by=identity.officer(), now=now)
    with pytest.raises(payout_rules.NotReversible):
        keeping.reverse(_last(fund), reason="错", by=identity.officer(), now=now)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(
            text("INSERT INTO fund_movement SELECT id + 1, fund_id, position + 1, kind, amount,"
                 " balance, moved_on, note, advance_id, officer_id, at, reverses_id"
                 " FROM fund_movement WHERE kind = 'reversed'"))  # fmt: skip


def test_money_that_was_spent_is_not_taken_out(session: Any, now: Any) -> None:
    made = advances.paid()
    opening = session.scalars(select(FundMovement).where(FundMovement.position == 1)).one()
    assert made.paid

    with pytest.raises(rules.FundTooSmall):
        keeping.reverse(opening, reason="错", by=identity.officer(), now=now)


def test_another_county_reverses_nothing(officer: Any, session: Any) -> None:
    wrong = _pay_in(advances.fund(), 10)
    stranger = officer(role="fund_officer", area="371311")
    stranger.get("advances.reverse", pay_in_id=wrong.id, expect=404)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(1, 900), st.booleans()), max_size=8))
def test_after_any_history_the_movements_add_up(session: Any, steps: list[Any]) -> None:
    fund = advances.fund(yuan=1_000)
    expected = queries.balance(fund.id)
    for yuan, wrong in steps:
        paid = _pay_in(fund, yuan)
        if wrong:
            keeping.reverse(paid, reason="错", by=identity.officer(), now=NOW)
        else:
            expected += Money.yuan(yuan)
    assert queries.balance(fund.id) == expected == _last(fund).balance
