"""Forms that the long journeys pass by: what is taken back, kept, and sent anew."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.advances.terms import AdvanceState
from casework.deposits import queries
from casework.deposits.models import Deposit
from casework.deposits.terms import DepositKind
from casework.identity.terms import Role
from casework.kernel.money import Money
from casework.notices.terms import Delivery
from casework.referrals.terms import ReferralState
from tests.factories import advances, notices, referrals


def test_its_preparer_takes_an_advance_back(client: Any, session: Any) -> None:
    made = advances.advance()
    client.sign_in(made.preparer)

    client.get("advances.advance", advance_id=made.id).form("advances.withdraw").submit()

    session.refresh(made)
    assert made.state is AdvanceState.WITHDRAWN


def test_a_button_of_an_old_page_is_refused_in_words(client: Any, session: Any) -> None:
    made = advances.advance()
    client.sign_in(made.preparer)
    form = client.get("advances.advance", advance_id=made.id).form("advances.withdraw")

    page = form.submit({"form_version": "0" * 32}, expect=409)

    assert "别人改过" in page.text
    session.refresh(made)
    assert made.state is AdvanceState.PREPARED


def test_its_preparer_takes_a_referral_back(client: Any, session: Any) -> None:
    made = referrals.referral()
    client.now = referrals.LATER
    client.sign_in(made.preparer)

    client.get("referrals.referral", referral_id=made.id).form("referrals.withdraw").submit()

    session.refresh(made)
    assert made.state is ReferralState.WITHDRAWN


def test_a_deposit_of_a_new_project_is_kept(officer: Any, session: Any) -> None:
    given = {
        "project_name": "演示工程", "contractor": "演示总包", "kind": DepositKind.CASH.value,
        "bank": "演示银行", "account": "演000001", "amount": "五万", "deposited_on": "2026-03-02",
    }  # fmt: skip

    page = officer(role=Role.FUND_OFFICER).get("deposits.new").form().submit(given)

    made = session.scalars(select(Deposit)).one()
    assert (queries.balance(made.id), made.bank) == (Money.yuan(50_000), "演示银行")
    assert "演示工程" in page.text


def test_a_message_that_has_not_arrived_is_sent_anew(officer: Any, session: Any) -> None:
    message = notices.message(state=Delivery.UNDELIVERED)
    session.commit()
    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox", state="undelivered")

    page = page.form("notices.again").submit()

    assert "将重新发送" in page.text
    session.refresh(message)
    assert message.state is Delivery.WAITING
