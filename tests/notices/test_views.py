"""The mailbox of the administrator."""

from __future__ import annotations

from typing import Any

import pytest

from casework.ground.identity.terms import Role
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery
from tests.factories import cases, notices


def test_numbers_in_the_mailbox_are_masked(officer: Any) -> None:
    notices.message()

    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox")

    assert "138****0000" in page.text
    assert "13800000000" not in page.text


@pytest.mark.once("notices.reconcile")
def test_an_unclear_message_is_settled_by_a_person(officer: Any, session: Any) -> None:
    message = notices.message(state=Delivery.UNKNOWN)
    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox", state="unknown")

    page.form("notices.reconcile", message_id=message.id, answer="arrived").submit({})

    assert session.get(Message, message.id).state is Delivery.DELIVERED


def test_the_messages_of_a_case_are_read_by_fifty(officer: Any, session: Any) -> None:
    case = cases.case()
    for _ in range(51):
        notices.message(case_id=case.id)
    session.commit()

    page = officer().get("notices.of_case", case_id=case.id)
    assert len(page.all("tbody tr")) == 50
    rest = page.click("下一页")
    assert len(rest.all("tbody tr")) == 1


def test_the_filter_of_the_mailbox_stays_on_the_way_back(officer: Any, session: Any) -> None:
    for _ in range(51):
        notices.message(state=Delivery.UNKNOWN)
    session.commit()

    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox", query={"state": "unknown"})
    first = page.click("下一页").click("回到第一页")

    assert first.all(".chip-menu [aria-current]") == ["不知是否送达"]
