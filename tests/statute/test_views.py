"""The pages of the statute."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.statute import queries
from casework.ground.statute.models import Proposal
from casework.ground.statute.rules import calendar
from casework.ground.statute.terms.words import ProposalState
from tests.factories import statute


@pytest.fixture(autouse=True)
def _law(session: Any) -> None:
    statute.law()


CHANGE = {
    "value": "3",
    "effective_on": "2027-01-01",
    "article": "25号令18",
    "confidence": "verified",
    "reason": "演示：缩短",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "endpoint", ["statute.rules", "statute.figures", "statute.calendar", "statute.changes"]
)
def test_every_page_opens_in_both_languages(
    officer: Callable[..., Any], endpoint: str, lang: str
) -> None:
    assert officer(role="administrator").get(endpoint, lang=lang).h1


def test_every_officer_sees_the_limits_with_their_articles(officer: Callable[..., Any]) -> None:
    page = officer(role="inspector").get("statute.rules")
    assert "《劳动保障监察条例》第十七条" in page.text
    assert "提出修改" not in page.text


def test_an_unconfirmed_figure_looks_uncertain(officer: Callable[..., Any]) -> None:
    page = officer(role="inspector").get("statute.figures")
    assert page.has(".tag-provisional")
    assert "待确认" in page.text


def test_where_a_figure_holds_is_said_by_name(officer: Callable[..., Any]) -> None:
    words = officer(role="inspector").get("statute.figures").text
    assert all(place in words for place in ("全国", "山东", "江苏", "沂南县"))
    assert "371321" not in words


def test_limits_can_be_seen_as_they_were(officer: Callable[..., Any]) -> None:
    page = officer(role="inspector").get("statute.rules", on="2021-06-01")
    assert "ANN" in page.text
    assert "DIS-DEC" not in page.text
    assert officer(role="inspector").get("statute.rules", on="never").h1


def test_a_year_not_announced_is_shown_as_provisional(officer: Callable[..., Any]) -> None:
    client = officer(role="inspector")
    assert "暂定" in client.get("statute.calendar", year=2027).text
    assert "已公布" in client.get("statute.calendar", year=2026).text
    assert "2026" in client.get("statute.calendar", year="9999").h1


@pytest.mark.once("statute.propose")
def test_one_proposes_and_another_approves(officer: Callable[..., Any], session: Any) -> None:
    page = officer(role="administrator").get("statute.propose", kind="rule", code="ACC")
    page.form().submit(CHANGE)
    made = session.scalars(select(Proposal)).one()
    decide = officer(role="city_supervisor").get("statute.approve", proposal_id=made.id)
    decide.form().submit({}, button="批准")
    session.expire_all()
    assert made.state is ProposalState.APPROVED
    log = officer(role="auditor").get("statute.changes")
    assert log.one("tbody th") == "投诉受理 ACC"


def test_a_change_from_the_same_day_is_proposed_once(officer: Callable[..., Any]) -> None:
    page = officer(role="administrator").get("statute.propose", kind="rule", code="ACC")
    late = officer(role="administrator").get("statute.propose", kind="rule", code="ACC")
    page.form().submit(CHANGE)
    page = late.form().submit({**CHANGE, "value": "7"}, expect=422)
    assert page.attribute(".summary-wrong a", "href") == "#effective_on"
    assert page.attribute("#value", "value") == "7"
    later = {**CHANGE, "value": "7", "effective_on": "2027-03-01"}
    assert "等另一人批准" in page.form().submit(later).text


def test_a_rejection_needs_its_reason(officer: Callable[..., Any], session: Any) -> None:
    made = statute.proposal()
    client = officer(role="city_supervisor")
    page = client.get("statute.approve", proposal_id=made.id)
    page.form().submit({}, button="不批准", expect=422)
    page.form().submit({"note": "没有依据"}, button="不批准")
    session.expire_all()
    assert made.state is ProposalState.REJECTED


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "三天"},
        {"value": "5", "confidence": "secondary"},
        {"effective_on": "2027-02-30"},
        {"reason": ""},
    ],
)
def test_a_wrong_proposal_comes_back_with_its_words(
    officer: Callable[..., Any], session: Any, wrong: dict[str, str]
) -> None:
    page = officer(role="administrator").get("statute.propose", kind="rule", code="ACC")
    answer = page.form().submit({**CHANGE, **wrong}, expect=422)
    assert answer.errors
    assert session.scalars(select(Proposal)).all() == []


@pytest.mark.parametrize(
    "entry", [{}, {"kind": "rule"}, {"kind": "rule", "code": "NONE"}, {"kind": "x", "code": "ACC"}]
)
def test_an_entry_that_does_not_exist_is_not_found(
    officer: Callable[..., Any], entry: dict[str, str]
) -> None:
    officer(role="administrator").get("statute.propose", expect=404, **entry)


@pytest.mark.once("statute.announce")
def test_a_notice_is_loaded_whole_or_refused(officer: Callable[..., Any], session: Any) -> None:
    days = [on.isoformat() for on in sorted(calendar.provisional_year(2027).days)]
    body = {"year": 2027, "off_days": days, "makeup_workdays": ["2027-02-14"]}
    typed = {"document": "演示文号", "announced_on": "2026-11-25", "text": json.dumps(body)}
    page = officer(role="administrator").get("statute.announce")
    wrong = {**typed, "text": json.dumps({**body, "off_days": days[:3]})}
    page.form().submit(wrong, expect=422)
    assert not queries.calendar().official(2027)
    page.form().submit(typed)
    assert queries.calendar().official(2027)
    page.form().submit(typed)


def test_the_list_of_limits_writes_its_articles_out(officer: Any) -> None:
    page = officer(role="administrator").get("statute.rules")

    assert "《劳动保障监察条例》第二十条" in page.text
    assert "监察条例20" not in page.text


def test_each_limit_says_whether_the_system_keeps_it(officer: Any) -> None:
    page = officer(role="inspector").get("statute.rules")
    rows = {row.split()[0]: row for row in page.all("tbody tr")}
    assert "系统计时" in rows["ACC"]
    assert "办理时核对" in rows["LIM-INSP"]
    assert "没有用到" in rows["LEDGER"]


def test_who_changes_a_limit_that_nothing_keeps_is_told_so(officer: Any) -> None:
    administrator = officer(role="administrator")
    idle = administrator.get("statute.propose", kind="rule", code="LEDGER")
    assert "改了不影响任何案件的日期" in idle.text
    assert "改了不影响" not in administrator.get("statute.propose", kind="rule", code="ACC").text
