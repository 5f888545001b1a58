"""Forms that the long journeys pass by: what is taken back, kept, and sent anew."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.models.evidence import Evidence
from casework.ground.identity.terms import AccountState, Role
from casework.ground.notices.terms import Delivery
from casework.kernel.money import Money
from casework.procedure.advances.terms import AdvanceState
from casework.procedure.deposits import queries
from casework.procedure.deposits.models import Deposit
from casework.procedure.deposits.terms import DepositKind
from casework.procedure.referrals.terms import ReferralState
from tests.factories import advances, cases, files, identity, intake, notices, referrals
from tests.fixtures.pages import PASSWORD


@pytest.mark.once("advances.withdraw")
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


@pytest.mark.once("referrals.withdraw")
def test_its_preparer_takes_a_referral_back(client: Any, session: Any) -> None:
    made = referrals.referral()
    client.now = referrals.LATER
    client.sign_in(made.preparer)

    client.get("referrals.referral", referral_id=made.id).form("referrals.withdraw").submit()

    session.refresh(made)
    assert made.state is ReferralState.WITHDRAWN


@pytest.mark.once("deposits.new")
def test_a_deposit_of_a_new_project_is_kept(officer: Any, session: Any) -> None:
    given = {
        "project_name": "演示工程", "contractor": "演示总包", "kind": DepositKind.CASH.value,
        "bank": "演示银行", "account": "演000001", "amount": "五万", "deposited_on": "2026-03-02",
    }  # fmt: skip

    page = officer(role=Role.FUND_OFFICER).get("deposits.new").form().submit(given)

    made = session.scalars(select(Deposit)).one()
    assert (queries.balance(made.id), made.bank) == (Money.yuan(50_000), "演示银行")
    assert "演示工程" in page.text


@pytest.mark.once("notices.again")
def test_a_message_that_has_not_arrived_is_sent_anew(officer: Any, session: Any) -> None:
    message = notices.message(state=Delivery.UNDELIVERED)
    session.commit()
    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox", state="undelivered")

    page = page.form("notices.again").submit()

    assert "将重新发送" in page.text
    session.refresh(message)
    assert message.state is Delivery.WAITING


@pytest.mark.once("identity.account")
def test_an_officer_chooses_another_password(officer: Any, client: Any) -> None:
    inspector, chosen = officer(role=Role.INSPECTOR), "另一个演示用的很长的口令 27"
    given = {"old": PASSWORD, "password": chosen, "again": chosen}

    form = inspector.get("identity.account").form("identity.account")
    answer = form.submit(given, expect=303)

    assert "密码改好了" in answer.follow().text
    assert client.sign_in_by_page(inspector.officer, chosen).has("header.bar nav")


@pytest.mark.once("identity.enable")
def test_a_disabled_officer_is_let_in_again(officer: Any, session: Any) -> None:
    person = identity.officer(state=AccountState.DISABLED)
    session.commit()
    page = officer(role=Role.ADMINISTRATOR).get("identity.officer", officer_id=person.id)

    page = page.form("identity.enable").submit()

    assert "已恢复" in page.text
    session.refresh(person)
    assert person.state is AccountState.ACTIVE


@pytest.mark.parametrize("room", ["cases", "intake"])
def test_a_file_is_kept_once_and_from_an_old_page_too(
    officer: Any, session: Any, room: str
) -> None:
    subject = cases.case() if room == "cases" else intake.complaint()
    where = {"case_id" if room == "cases" else "complaint_id": subject.id}
    session.commit()
    clerk = officer(role=Role.INSPECTOR if room == "cases" else Role.CLERK)
    page = clerk.get("cases.evidence" if room == "cases" else "intake.complaint", **where)
    form = page.form(f"{room}.add_evidence")
    photo = files.jpeg()

    def send(**more: str) -> Any:
        sent = {**form.values, "files": (io.BytesIO(photo), "一.jpg"), **more}
        return clerk.ask("POST", form.url, sent)

    answers = [send(form_version="0" * 32), send(), send()]

    assert [one.status for one in answers] == [409, 302, 302]
    assert [row.name for row in session.scalars(select(Evidence))] == ["一.jpg"]
