"""A deposit that was recorded wrongly is taken out by an entry of its own."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.payouts import rules as payout_rules
from casework.kernel.money import Money
from casework.procedure.deposits import queries
from casework.procedure.deposits.actions import reversing
from casework.procedure.deposits.models import DepositMovement
from tests.factories import deposits, identity


def _first(session: Any) -> DepositMovement:
    return session.scalars(select(DepositMovement).where(DepositMovement.position == 1)).one()


def test_a_wrong_deposit_is_reversed_by_page_and_both_stay_readable(
    officer: Any, session: Any
) -> None:
    deposit = deposits.deposit()
    wrong = _first(session)
    client = officer(role="fund_officer")
    assert client.get("deposits.deposit", deposit_id=deposit.id).has(
        f"a[href$='/movements/{wrong.id}/reverse']"
    )

    page = client.get("deposits.reverse", movement_id=wrong.id)
    page = page.form().submit({"reason": "登记到别的工程了"})

    assert "已冲正" in page.text
    assert "登记到别的工程了" in page.text
    assert queries.balance(deposit.id) == Money(0)


def test_what_was_drawn_is_not_taken_out_and_nothing_twice(session: Any, now: Any) -> None:
    deposits.deposit()
    wrong = _first(session)
    reversing.reverse(wrong, reason="错", by=identity.officer(), now=now)

    with pytest.raises(payout_rules.ReversedAlready):
        reversing.reverse(wrong, reason="错", by=identity.officer(), now=now)


def test_what_was_entered_for_a_wrong_project_is_entered_anew_under_its_account(
    officer: Any, session: Any
) -> None:
    deposit = deposits.deposit()
    client = officer(role="fund_officer")
    typed = {"bank": deposit.bank, "account": deposit.account, "amount": "8000", "kind": "cash",
             "project_name": "演示工程改", "contractor": "演示总包改有限公司",
             "deposited_on": "2026-11-02"}  # fmt: skip
    page = client.get("deposits.reverse", movement_id=_first(session).id)
    page.form().submit({"reason": "登记到别的工程了"})
    page = client.get("deposits.new").form("deposits.new").submit(typed)

    assert "演示工程改" in page.text
    assert "登记到别的工程了" in page.text
    assert queries.balance(deposit.id) == Money(800_000)


def test_an_account_that_one_county_had_entered_wrongly_is_entered_by_another(
    officer: Any, session: Any, now: Any
) -> None:
    deposit = deposits.deposit()
    client = officer(role="fund_officer", area="371311")
    typed = {"bank": deposit.bank, "account": deposit.account, "amount": "8000", "kind": "cash",
             "project_name": "演示工程改", "contractor": "演示总包改有限公司",
             "deposited_on": "2026-11-02"}  # fmt: skip
    session.commit()
    page = client.get("deposits.new").form("deposits.new").submit(typed, expect=422)
    assert any("已经登记过" in error for error in page.errors)
    reversing.reverse(_first(session), reason="不是本县的工程", by=identity.officer(), now=now)
    session.commit()

    page = client.get("deposits.new").form("deposits.new").submit(typed)

    assert "演示工程改" in page.text
    theirs, mine = queries.under_account(deposit.bank, deposit.account)
    assert (theirs.taken_out, mine.taken_out) == (True, False)
    assert queries.balance(mine.id) == Money(800_000)
    answer = officer(role="fund_officer").get("deposits.new").form("deposits.new")
    assert answer.submit(typed, expect=422).errors


def test_an_account_for_which_a_claim_still_waits_stays_where_it_is(session: Any) -> None:
    claim = deposits.claim()
    kept = claim.deposit
    kept.taken_out = True
    session.flush()
    assert queries.is_known(bank=kept.bank, account=kept.account)
    assert not queries.is_known(bank=kept.bank, account=kept.account, but=kept.id)
