"""A25: a worker's own log before any quarrel, and what becomes of it when there is one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.doors.proving import rules as tries
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries import evidence
from casework.ground.cases.terms import Folder
from casework.kernel.database import db
from casework.procedure.daylogs import queries as logs
from casework.procedure.daylogs.models import DayLog
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Complaint, Draft
from tests.factories import identity
from tests.fixtures.pages import PageClient
from tests.portal import proving, walk

PHONE, TAIL = "13900001234", "1234"
SITE, BOSS = "演示路工地", "老王（示例）"


@pytest.fixture
def worker(client, session, now):
    """In his log, which is empty."""
    walk.city()
    begin(client)
    return client


def begin(client, **typed):
    page = client.get("hall.home").click("还没有欠薪，先自己记工 一天一笔， 以后有凭据")
    page = page.click("新建记工本").form().submit(typed or {"phone": PHONE})
    return page.click("已留好，去记工")


def the_log() -> DayLog:
    return db.session.scalars(select(DayLog).execution_options(populate_existing=True)).one()


def note_day(client, **typed):
    return client.get("logbook.day").form().submit({"site": SITE, "foreman": BOSS, **typed})


def test_a_few_taps_are_a_day_and_the_next_day_knows_the_site(worker, now):
    page = note_day(worker)
    assert page.h1 == "我的记工本"
    assert "11月23日（周一） 一整天 演示路工地 带班：老王（示例）" in page.text
    with worker.at(now + timedelta(days=1)):
        worker.get("logbook.log", expect=302)  # idle: it shuts by itself
        reopen(worker)
        form = worker.get("logbook.day").form()
        assert (form.values["site"], form.values["foreman"]) == (SITE, BOSS)
        page = form.submit({"worked": "half", "overtime": "两个半小时"})
    assert "一共干了 1.5天，加班2.5小时" in page.text


def reopen(client, code=None, tail=TAIL):
    typed = {"code": code or the_log().code, "tail": tail}
    return client.get("lookup.log").form().submit(typed)


def test_a_promise_is_kept_in_his_words(worker):
    typed = {"who": BOSS, "words": "月底给五千，剩下的年底给。"}
    page = worker.get("logbook.log").click("记老板的承诺").form().submit(typed)
    assert "老王（示例）说 “月底给五千，剩下的年底给。”" in page.text


def test_a_correction_leaves_both_with_the_times_of_the_server(worker, now):
    note_day(worker)
    with worker.at(now + timedelta(minutes=20)):
        page = worker.get("logbook.log").click("更改 11月23日（周一）")
        assert page.h1 == "更正这一天"
        page = page.form().submit({"worked": "half"})
    assert page.all("s") == ["一整天", f"{SITE} 带班：{BOSS}"]
    assert "第1条，2026-11-23 10:00记录，后来更正过" in page.text
    assert "第2条，2026-11-23 10:20记录，代替第1条" in page.text
    assert "一共干了 0.5天" in page.text
    first = logs.notes(the_log())[0]
    refused = worker.get("logbook.day", note_id=first.id)
    refused = refused.form().submit({"worked": "whole"}, expect=422)
    assert "这一条已经更正过" in refused.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "2026-11-24"}, "这一天还没有到"),
        ({"day": ""}, "请选哪一天"),
        ({"day": "昨天"}, "这个日期不对"),
        ({"overtime": "十七"}, "最多16小时"),
        ({"overtime": "很久"}, "请写几小时"),
        ({"worked": "twice"}, "请选一个"),
        ({"site": "长" * 121}, "最多写120个字"),
        ({"foreman": "王\ufffd"}, "认不出的字符"),
    ],
)
def test_what_is_no_day_is_told_at_its_field_and_stays(worker, typed, words):
    page = worker.get("logbook.day").form().submit({"foreman": BOSS, **typed}, expect=422)
    assert any(words in error for error in page.errors), page.errors
    assert page.title.startswith("错误：")
    name = next(iter(typed))
    if name not in ("worked", "foreman"):
        assert page.attribute(f"#{name}", "value") == typed[name]
    assert not logs.notes(the_log())


def test_a_day_is_worked_once(worker):
    note_day(worker)
    page = worker.get("logbook.day").form().submit({"worked": "half"}, expect=422)
    assert any("这一天已经记满了" in error for error in page.errors)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"who": ""}, "请写谁说的"),
        ({"words": " "}, "请写老板怎么说的"),
        ({"words": "话" * 601}, "最多写600个字"),
    ],
)
def test_a_promise_without_its_words_is_told_at_its_field(worker, typed, words):
    given = {"who": BOSS, "words": "年底给", **typed}
    page = worker.get("logbook.promise").form().submit(given, expect=422)
    assert any(words in error for error in page.errors)


@pytest.mark.parametrize("typed", [{"phone": "139"}, {}])
def test_a_log_begins_with_a_phone_or_with_the_word_that_there_is_none(client, session, typed):
    walk.city()
    page = client.get("logbook.new").form().submit(typed, expect=422)
    assert page.has("#phone-error")
    assert not session.scalars(select(DayLog)).all()


def test_the_same_first_page_sent_twice_is_one_log(client, session):
    walk.city()
    form = client.get("logbook.new").form()
    form.submit({"phone": PHONE})
    form.submit({"phone": PHONE})
    assert the_log().phone == PHONE


def test_without_the_phone_the_code_opens_nothing_and_every_wrong_one_hears_the_same(
    app, worker, now
):
    code = the_log().code
    said = set()
    for typed in ({"code": code, "tail": "9999"}, {"code": code, "tail": ""},
                  {"code": "1" * 16, "tail": TAIL}, {"code": "abc", "tail": TAIL}):  # fmt: skip
        stranger = PageClient(app, now)
        page = stranger.get("lookup.log").form().submit(typed, expect=422)
        said.add(tuple(page.errors))
        assert stranger.get("logbook.log", expect=302).location == "/days"
    assert len(said) == 1
    assert reopen(PageClient(app, now)).h1 == "我的记工本"


def test_guessing_is_slowed_down(app, session, now):
    walk.city()
    client = PageClient(app, now)
    for number in range(tries.OF_AN_ADDRESS.free):
        typed = {"code": f"{number:016}", "tail": TAIL}
        page = client.get("lookup.log").form().submit(typed, expect=422)
    page = client.get("lookup.log").form().submit({"code": "7" * 16, "tail": TAIL}, expect=429)
    assert any("输错太多次" in words for words in page.errors)


def test_the_paper_leads_to_the_log_on_another_phone(app, worker, now):
    sheet = worker.get("logbook.code_sheet")
    code = "".join(re.findall(r"\d{4}", sheet.one("h2")))
    other = PageClient(app, now)
    page = other.get("lookup.receipt", query={"code": code}).form().submit({"tail": TAIL})
    assert page.h1 == "我的记工本"


def test_without_a_phone_the_code_alone_opens(app, client, session, now):
    walk.city()
    begin(client, no_phone="y")
    assert reopen(PageClient(app, now), tail="").h1 == "我的记工本"


def test_nothing_opens_without_a_log(client, session):
    walk.city()
    for page in ("log", "code"):
        assert client.get(f"logbook.{page}", expect=302).location == "/days"
    for page in ("day", "promise", "sheet", "code_sheet", "wipe"):
        client.get(f"logbook.{page}", expect=404)


@pytest.mark.once("logbook.day")
def test_a_note_of_somebody_else_is_not_there(app, worker, now):
    note_day(worker)
    foreign = logs.notes(the_log())[0].id
    other = PageClient(app, now)
    begin(other, phone="13900005678")
    other.get("logbook.day", note_id=foreign, expect=404)
    other.post("logbook.day", {"day": "2026-11-23", "worked": "half"}, note_id=foreign, expect=404)


@pytest.mark.once("logbook.close")
def test_closing_it_leaves_nothing_in_the_browser(worker):
    page = worker.get("logbook.log").form("logbook.close").submit()
    assert page.h1 == "被欠工资，在这里投诉"
    assert worker.get("logbook.log", expect=302).location == "/days"


def test_wiping_needs_the_phone_in_the_hand(worker, session):
    note_day(worker)
    page = worker.get("logbook.wipe").form().submit()
    wrong = page.form().submit({"code": "000000"}, expect=422)
    assert wrong.errors
    assert logs.notes(the_log())
    page = worker.get("logbook.wipe_code").form().submit({"code": proving.last_code()})
    assert page.h1 == "自己记工"
    assert not session.scalars(select(DayLog)).all()


def test_the_printed_list_holds_everything_in_black_and_white(worker):
    note_day(worker, overtime="2")
    sheet = worker.get("logbook.sheet")
    assert "一整天，加班2小时" in sheet.text
    assert "2026-11-23 10:00" in sheet.text


def complain(worker):
    return worker.get("logbook.log").form("portal.days_complain").submit()


def answers_from_log(page, **more):
    """The nine pages, taking what the log has brought."""
    page = page.form().submit({"kind": "person"})
    page = page.form().submit({"industry": "building", "area": walk.home_area()})
    page = page.form().submit()
    page = page.form().submit({"stretches-0-rate": "300"})
    page = page.form().submit({"choice": "alone"})
    page = page.form().submit(more)
    return page.form().submit(walk.ANSWERS["you"])


def two_days(worker):
    note_day(worker, day="2026-09-30")
    return note_day(worker, day="2026-10-01", worked="half")


def test_the_log_answers_what_it_knows_and_lies_with_the_complaint(worker, officer, session):
    two_days(worker)
    page = complain(worker)
    assert page.attribute("#employer", "value") == BOSS
    answers_from_log(page)
    check = worker.get("portal.check")
    assert "450元" in check.text
    assert SITE in check.text
    worker.get("portal.send").form().submit()
    complaint = session.scalars(select(Complaint)).one()
    assert (f"{complaint.from_month:%Y-%m}", f"{complaint.to_month:%Y-%m}") == (
        "2026-09",
        "2026-10",
    )
    (row,) = evidence.files_of_complaint(complaint.id)
    assert row.own_record
    clerk = officer(role="clerk")
    assert "工人本人记录" in clerk.get("intake.complaint", complaint_id=complaint.id).text


@pytest.mark.once("lookup.log", "logbook.wipe_code")
def test_the_inspector_sees_it_in_the_case_and_the_log_may_go(worker, officer, session, now):
    two_days(worker)
    answers_from_log(complain(worker))
    worker.get("portal.send").form().submit()
    complaint = session.scalars(select(Complaint)).one()
    case_id = deciding.accept(complaint, by=identity.officer(role="clerk"), now=now).id
    page = officer(role="inspector").get("cases.evidence", case_id=case_id)
    assert "工人本人记录" in page.text
    reopen(worker)
    worker.get("logbook.wipe").form().submit()
    worker.get("logbook.wipe_code").form().submit({"code": proving.last_code()})
    assert [row.own_record for row in evidence.files(Folder(case_id=case_id))] == [True]


def test_it_is_brought_once_and_as_it_stands_when_it_is_sent(worker, session):
    two_days(worker)
    complain(worker)
    page = complain(worker)
    assert len(session.scalars(select(Evidence)).all()) == 1
    before = session.scalars(select(Evidence.sha256)).one()
    answers_from_log(page)
    note_day(worker, day="2026-10-02")
    worker.get("portal.send").form().submit()
    row = session.scalars(select(Evidence)).one()
    assert row.complaint_id is not None
    assert row.sha256 != before


def test_who_takes_it_off_files_without_it(worker, session):
    two_days(worker)
    page = complain(worker)
    row = session.scalars(select(Evidence)).one()
    answers_from_log(page)
    worker.get("portal.evidence").form().submit({"remove": str(row.id)}, expect=200)
    worker.get("portal.send").form().submit()
    assert not session.scalars(select(Evidence)).all()


def test_a_log_without_a_day_brings_nothing(worker, session):
    page = worker.get("logbook.log")
    assert not page.has("form[action^='/days/complain']")
    assert worker.post("portal.days_complain", expect=302).location == "/days/log"
    assert not session.scalars(select(Draft)).all()


@pytest.mark.once("portal.days_complain")
def test_after_an_earlier_complaint_it_begins_a_new_one(worker, session):
    two_days(worker)
    walk.filed(worker)
    page = complain(worker)
    assert page.attribute("#employer", "value") == BOSS
