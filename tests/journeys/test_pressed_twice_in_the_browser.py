"""A button pressed twice in Chromium, the way back, and one form in two tabs: it acts once.

Each runs with the script that guards buttons and without it, as on a phone that blocks scripts:
the server alone must hold.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import State
from casework.ground.identity.terms import Role
from casework.ground.ledger import queries as entries_of
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Complaint
from tests.factories import cases, documents
from tests.fixtures.browser import DESK, leave
from tests.portal import walk

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("guarded", [True, False])]

_SEND = "main form .actions .btn-primary"
_REFUSED = (409, 422)


@pytest.fixture
def opened(browser, guarded):
    """Opens a page; without the guard its script never arrives."""

    def open_page(path: str, who: Any, **how: Any) -> Any:
        page = browser.open(path, who=who, **how)
        if not guarded:
            page.context.route("**/guard*.js*", lambda route: route.abort())
            page.reload()
        return page

    return open_page


def _twice(page: Any) -> None:
    with page.expect_navigation():
        page.locator(_SEND).dblclick()
    page.wait_for_load_state()


def _complaints() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Complaint)) or 0


def _entries(case_id: int) -> list[Money]:
    db.session.rollback()
    return [one.amount for one in entries_of.entries(case_id)]


def test_a_filing_is_one_complaint(opened, session, client):
    walk.city()
    walk.to_send(client)
    session.commit()
    page = opened(client.url("portal.send"), client)

    _twice(page)

    code = page.inner_text(".receipt .code")
    page.go_back()
    assert code.split()[0] in page.inner_text("main")
    assert _complaints() == 1


def test_a_payment_is_entered_once_and_not_again_from_the_way_back(opened, session, officer):
    case = cases.case()
    cases.line(case=case, verified=Money.yuan(900))
    case_id, inspector = case.id, officer(role=Role.INSPECTOR)
    session.commit()
    page = opened(inspector.url("ledger.pay", case_id=case_id), inspector, size=DESK)
    _fill(page)

    _twice(page)

    assert "演回单88" in page.inner_text("main")
    page.go_back()
    _fill(page)
    leave(page, _SEND)
    assert _entries(case_id) == [Money.yuan(300)]


def _fill(page: Any) -> None:
    page.select_option("#source", "employer")
    page.fill("#paid_on", "2026-11-20")
    page.fill("#slip", "演回单88")
    page.fill("#total", "300")


def test_an_approval_counts_once_and_its_other_tab_keeps_the_words(opened, session, officer):
    paper_id, head = documents.paper().id, officer(role=Role.SQUAD_HEAD)
    session.commit()
    first = opened(head.url("documents.approve", paper_id=paper_id), head, size=DESK)
    second = first.context.new_page()
    second.goto(first.url)
    first.fill("#opinion", "同意制发。")
    second.fill("#opinion", "另一页写的意见。")

    _twice(first)
    with second.expect_navigation() as led:
        second.locator(_SEND).click()

    assert led.value.status in _REFUSED
    assert "另一页写的意见。" in second.content()
    db.session.rollback()
    assert db.session.get(Paper, paper_id).state is State.APPROVED
