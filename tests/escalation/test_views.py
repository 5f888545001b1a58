"""The supervision queue, through HTTP."""

from __future__ import annotations

from typing import Any

from casework.cases import queries as cases
from casework.cases.terms import Subject
from casework.escalation.models import Item
from casework.escalation.terms import State
from casework.identity.terms import Role
from tests.factories import escalation, intake, offices


def test_a_squad_head_answers_an_item(officer: Any, session: Any) -> None:
    item = escalation.item()
    client = officer(role=Role.SQUAD_HEAD)
    page = client.get("escalation.queue")
    assert "等您答复的" in page.text

    page = client.get("escalation.item", item_id=item.id)
    page = page.form("escalation.item", item_id=item.id).submit(
        {"measure": "urge", "words": "明天到现场", "due_on": "2026-11-27"}
    )

    assert session.get(Item, item.id).state is State.ANSWERED


def test_a_wrong_answer_stays_on_the_page_with_its_reason(officer: Any, session: Any) -> None:
    item = escalation.item()
    page = officer(role=Role.SQUAD_HEAD).get("escalation.item", item_id=item.id)

    page = page.form("escalation.item", item_id=item.id).submit(
        {"measure": "urge", "words": "明天到现场", "due_on": "2026-11-20"}, expect=422
    )

    assert "完成日期要在今天以后" in page.text
    assert page.one("textarea") == "明天到现场"


def test_another_county_does_not_see_the_item(officer: Any) -> None:
    item = escalation.item()
    client = officer(role=Role.SQUAD_HEAD, area=offices.ELSEWHERE)

    client.get("escalation.item", item_id=item.id, expect=404)

    assert item.area.name_zh not in client.get("escalation.queue").text


def test_an_overdue_complaint_is_shown_with_its_employer_and_the_way_to_it(officer: Any) -> None:
    complaint = intake.complaint()
    (clock,) = cases.running_clocks(Subject.COMPLAINT, complaint.id)
    item = escalation.item(clock=clock)
    client = officer(role=Role.SQUAD_HEAD)

    for page in (client.get("escalation.queue"), client.get("escalation.item", item_id=item.id)):
        assert complaint.employer_text in page.text
        assert page.has(f"main a[href$='/intake/{complaint.id}']")
