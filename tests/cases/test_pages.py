"""The pages of limits: asked for by one, decided by another, seen by all; and the machinery."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import RequestState
from casework.kernel import alarms, pulse
from casework.kernel.alarms import AlarmKind
from tests.factories import cases


def test_an_extension_goes_from_the_inspector_to_the_head(
    session: Any, officer: Any, now: datetime
) -> None:
    clock = cases.clock()
    before = clock.due_on
    inspector, head = officer(role="inspector"), officer(role="department_head")

    page = inspector.get("cases.extend", clock_id=clock.id)
    page = page.form().submit({"reason": "案情复杂，涉及多个工地"})
    assert "等另一人批准" in page.text
    assert page.all("main .actions a") == ["中止"]
    page = head.get(head.get("cases.requests").attribute("main table a", "href"))
    page = page.form().submit({"note": ""}, button="批准")

    session.expire_all()
    assert "已批准" in page.text
    assert clock.due_on > before
    links = inspector.get("desk.case", case_id=clock.case_id).all("main td a")
    assert not [words for words in links if words.startswith("延期")]
    assert [words for words in links if words.startswith("中止")]


def test_a_rejection_gives_its_reason(session: Any, officer: Any, now: datetime) -> None:
    asked = cases.suspension()
    head = officer(role="department_head")

    page = head.get("cases.approve_suspension", suspension_id=asked.id)
    page = page.form().submit({"note": ""}, button="不批准", expect=422)
    assert "请写明原因" in page.text
    page.form().submit({"note": "没有法院文书"}, button="不批准")

    session.expire_all()
    assert asked.state is RequestState.REJECTED


def test_the_page_of_ones_own_request_has_no_button(
    session: Any, officer: Any, now: datetime
) -> None:
    head = officer(role="department_head")
    asked = cases.suspension(by=head.officer)

    page = head.get("cases.approve_suspension", suspension_id=asked.id)

    assert "要由另一个人批准" in page.text
    assert not page.has("button[name=approve]")


@pytest.mark.once("cases.resume")
def test_a_suspension_is_asked_for_approved_explained_and_ended(
    session: Any, officer: Any, now: datetime
) -> None:
    clock = cases.clock()
    inspector, head = officer(role="inspector"), officer(role="department_head")
    page = inspector.get("cases.suspend", clock_id=clock.id)
    assert "本系统内部规则" in page.text
    page.form().submit(
        {"ground": "court", "from_on": "2026-11-16", "paper": "（2026）演0000民初1号"}
    )
    stop = clocks.suspensions(clock.id)[0]
    head.get("cases.approve_suspension", suspension_id=stop.id).form().submit(
        {"note": ""}, button="批准"
    )

    page = inspector.get("cases.why", clock_id=clock.id)
    assert "（2026）演0000民初1号" in page.text
    assert "法院正在审理" in page.text
    page.click("恢复").form("cases.resume").submit({"last_on": "2026-11-20"})

    session.expire_all()
    assert stop.until_on == date(2026, 11, 20)
    assert clocks.not_reproduced([clock]) == []


def test_a_refusal_is_shown_in_the_form(session: Any, officer: Any, now: datetime) -> None:
    clock = cases.clock()

    page = officer(role="inspector").get("cases.suspend", clock_id=clock.id)
    page = page.form().submit(
        {"ground": "court", "from_on": "2026-12-01", "paper": "演1号"}, expect=422
    )

    assert "今天以前的一天" in page.text


def test_a_late_request_cannot_be_made(session: Any, officer: Any, now: datetime) -> None:
    clock = cases.clock(due_on=date(2026, 11, 20))
    inspector = officer(role="inspector")

    page = inspector.get("cases.extend", clock_id=clock.id)
    page = page.form().submit({"reason": "来不及"}, expect=422)

    assert "已经过了" in page.text


def test_the_machinery_says_who_is_silent_and_what_waits(
    session: Any, officer: Any, now: datetime
) -> None:
    pulse.beat("tasks", now=now)
    pulse.beat("sweep", seen=7, now=now - timedelta(minutes=9))
    cases.alarm()
    administrator = officer(role="administrator")

    page = administrator.get("cases.machinery")
    assert "期限检查" in page.text
    assert "已停止" in page.text
    assert "后台任务" in page.one("thead")
    page = page.form("cases.confirm_alarm", alarm_id=alarms.open_alarms()[0].id).submit({})

    session.expire_all()
    assert not alarms.is_open(AlarmKind.CLOCK_JUMPED)


def test_an_alarm_stands_on_every_staff_page_and_in_the_health(
    session: Any, officer: Any, client: Any, now: datetime
) -> None:
    pulse.beat("tasks", now=now)
    cases.alarm()

    page = officer(role="inspector").get("desk.today")

    assert "机器的时间跳了" in page.text
    health = client.get("/healthz").json
    assert (health["status"], health["alarms"]) == ("degraded", ["clock_jumped"])


@pytest.mark.parametrize("rule", ["ENF", "BOND-PAY", "CR-REV", "DEC"])
def test_a_limit_that_may_not_pause_offers_it_nowhere(
    session: Any, officer: Any, now: datetime, rule: str
) -> None:
    clock = cases.clock(rule=rule, start_on=date(2026, 11, 20))
    inspector = officer(role="inspector")
    assert not inspector.get("cases.why", clock_id=clock.id).has("a[href$=suspend]")

    page = inspector.get("cases.suspend", clock_id=clock.id)
    page = page.form().submit(
        {"ground": "court", "from_on": "2026-11-23", "paper": "演1号"}, expect=422
    )

    assert "没有规定允许" in page.text
    assert clocks.suspensions(clock.id) == []


def test_the_limit_to_decide_is_extended_through_its_pages(
    session: Any, officer: Any, now: datetime
) -> None:
    clock = cases.clock(rule="DEC", start_on=date(2026, 11, 20))
    inspector, head = officer(role="inspector"), officer(role="department_head")
    page = inspector.get("cases.why", clock_id=clock.id).click("延期")
    assert "第三十七条" in page.text
    assert "本系统内部规则" in page.text
    page = page.form().submit({"reason": "要再核账", "length": "40"}, expect=422)
    page.form().submit({"reason": "要再核账", "length": "10"})

    asked = clocks.extensions(clock.id)[0]
    page = head.get("cases.approve_extension", extension_id=asked.id)
    assert "10" in page.text
    page.form().submit({"note": ""}, button="批准")

    session.expire_all()
    assert (clock.length, clock.extended_by) == (25, 10)


def test_a_pause_without_an_end_says_since_when(session: Any, officer: Any, now: datetime) -> None:
    asked = cases.suspension()
    page = officer(role="inspector").get("cases.why", clock_id=asked.clock_id)
    assert "2026-11-16 周一起，尚未恢复" in page.text
