"""The pages of the special inspections."""

from __future__ import annotations

from typing import Any

from casework.ground.identity.terms import Role
from casework.procedure.campaigns.models import Finding
from tests.factories import campaigns, identity, offices


def test_an_inspector_records_a_result(officer: Any, session: Any) -> None:
    target = campaigns.target()
    companion = identity.officer()
    client = officer()
    page = client.get("campaigns.campaign", campaign_id=target.campaign_id)
    page = page.click("登记结果")

    page = page.form("campaigns.finding", target_id=target.id).submit({
        "inspected_on": "2026-11-23", "companion": str(companion.id), "result": "arrears",
        "people": "3", "amount": "一万二", "text": "三人没领到工资", "rectify_by_on": "2026-12-04",
    })  # fmt: skip

    found = session.query(Finding).one()
    assert (found.people, found.amount.plain) == (3, "12,000.00")
    assert "等负责人批准立案" in page.text


def test_nothing_is_preselected_on_a_result_that_is_final(officer: Any, session: Any) -> None:
    target = campaigns.target()
    identity.officer()
    page = officer().get("campaigns.finding", target_id=target.id)
    for name in ("result", "companion"):
        first = page.tree.css(f"select[name={name}] option")[0]
        assert (first.text(), first.attributes["value"]) == ("请选择", "")
        assert not page.has(f"select[name={name}] option[selected]:not([value=''])")

    page = page.form("campaigns.finding", target_id=target.id).submit(
        {"inspected_on": "2026-11-23", "text": "三人没领到工资"}, expect=422
    )

    assert any("请选结果" in words for words in page.errors)
    assert any("请选一起检查的监察员" in words for words in page.errors)
    assert session.query(Finding).count() == 0


def test_what_is_missing_is_said_and_what_was_typed_stays(officer: Any) -> None:
    target = campaigns.target()
    companion = identity.officer()
    page = officer().get("campaigns.finding", target_id=target.id)

    page = page.form("campaigns.finding", target_id=target.id).submit({
        "inspected_on": "2026-11-23", "companion": str(companion.id), "result": "arrears",
        "text": "三人没领到工资", "people": "-3", "amount": "-5",
    }, expect=422)  # fmt: skip

    assert "金额要大于零" in page.text
    assert page.one("textarea") == "三人没领到工资"


def test_the_squad_head_files_the_case(officer: Any, session: Any) -> None:
    finding = campaigns.finding()
    page = officer(role=Role.SQUAD_HEAD).get(
        "campaigns.campaign", campaign_id=finding.target.campaign_id
    )

    page.click("批准立案").form("campaigns.file_case", finding_id=finding.id).submit({})

    assert session.get(Finding, finding.id).case_id is not None


def test_another_county_sees_neither_list_nor_campaign(officer: Any) -> None:
    campaign = campaigns.campaign()
    client = officer(area=offices.ELSEWHERE)

    client.get("campaigns.campaign", campaign_id=campaign.id, expect=404)

    assert "这一年还没有开展专项检查" in client.get("campaigns.index").text
