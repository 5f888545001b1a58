"""Enter in the field of a reason is no decision."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.approvals.models import Approval
from casework.ground.approvals.terms import State
from tests.approvals.kinds import ALL, Kind

two_buttons = [kind for kind in ALL if kind.press and kind.words]


@pytest.mark.parametrize("kind", two_buttons, ids=[kind.name for kind in two_buttons])
def test_enter_in_the_reason_sends_nothing(
    browser: Any, officer: Any, session: Any, kind: Kind
) -> None:
    row = kind.make()
    head = officer(role=kind.role)
    session.commit()
    address = kind.address(row)
    endpoint = address.pop("target")
    page = browser.open(head.url(endpoint, **address), who=head)
    page.fill(f"[name={kind.words}]", "不同意，退回去")
    before = page.url

    page.press(f"[name={kind.words}]", "Enter")

    assert page.url == before
    assert page.input_value(f"[name={kind.words}]") == "不同意，退回去"
    session.expire_all()
    query = select(Approval).where(Approval.subject_id == row.id)
    assert session.scalars(query).one().state is State.WAITING
