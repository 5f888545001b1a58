"""Wherever an officer reads a legal date, one click says why it is that day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casework.ground.identity.terms import Role
from tests.factories import cases, escalation, inspections
from tests.factories import statute as seeded


@pytest.fixture(autouse=True)
def _law(session: Any) -> None:
    seeded.law()


def _served() -> Any:
    """An order whose term, named for a Saturday, ends on Monday, 7 December 2026."""
    order = inspections.order(term_on=date(2026, 12, 5))
    inspections.send(order.paper, by=inspections.lead(order.case))
    return order


@pytest.mark.parametrize(("lang", "shown"), [("zh", "12-07 周一"), ("en", "12-07 Mon")])
def test_from_the_list_of_cases(session: Any, officer: Any, lang: str, shown: str) -> None:
    order = _served()
    session.commit()

    sheet = officer().get("desk.queue", lang=lang).click(shown)

    assert order.case.number in sheet.text
    assert sheet.has("[data-sheet-content]")


def test_from_what_is_due_today(session: Any, officer: Any) -> None:
    case = cases.case()
    cases.clock(case=case, due_on=date(2026, 11, 24))
    session.commit()

    sheet = officer(role=Role.SQUAD_HEAD).get("desk.today").click("11-24 周二")

    assert case.number in sheet.text


def test_from_the_paper_and_from_the_people_and_amounts(session: Any, officer: Any) -> None:
    order = _served()
    session.commit()
    client = officer()

    paper = client.get("documents.paper", paper_id=order.paper_id)
    assert "2026-12-07" in paper.text
    for sheet in (
        paper.click("为什么"),
        client.get("inspections.lines", case_id=order.case_id).click("12-07 周一"),
    ):
        assert "12月7日" in sheet.text
        assert "顺延" in sheet.text


def test_a_case_without_a_date_has_nothing_to_explain(session: Any, officer: Any) -> None:
    case = cases.case()
    session.commit()

    officer().get("cases.why_next", case_id=case.id, expect=404)


def test_a_provisional_day_says_so_beside_itself(session: Any, officer: Any) -> None:
    clock = cases.clock()
    session.commit()

    page = officer().get("cases.why", clock_id=clock.id)

    assert clock.provisional
    assert page.has(".why-sheet h2 .tag-provisional")


def test_from_what_is_overdue_and_waits_for_an_answer(session: Any, officer: Any) -> None:
    item = escalation.item()
    session.commit()

    sheet = officer(role=Role.SQUAD_HEAD).get("escalation.queue").click("为什么")

    assert item.case.number in sheet.text
