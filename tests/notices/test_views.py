"""The mailbox of the administrator."""

from __future__ import annotations

from typing import Any

from casework.identity.terms import Role
from casework.notices.models import Message
from casework.notices.terms import Delivery
from tests.factories import notices


def test_numbers_in_the_mailbox_are_masked(officer: Any) -> None:
    notices.message()

    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox")

    assert "138****0000" in page.text
    assert "13800000000" not in page.text


def test_an_unclear_message_is_settled_by_a_person(officer: Any, session: Any) -> None:
    message = notices.message(state=Delivery.UNKNOWN)
    page = officer(role=Role.ADMINISTRATOR).get("notices.mailbox", state="unknown")

    page.form("notices.reconcile", message_id=message.id, answer="arrived").submit({})

    assert session.get(Message, message.id).state is Delivery.DELIVERED
