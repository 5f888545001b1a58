"""Three questions before the first page: never a dead end, nothing asked twice. A10, W8, W22."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from casework.ground.offices.queries import find_centre_of
from casework.procedure.intake.models.complaints import Complaint, Draft
from tests.factories import offices
from tests.portal import walk


def asked(client, *, topic="wages", last="2026-09", day=None, area=None, **more):
    """The advice, after all three questions; ``day`` where the topic asks for one."""
    page = client.get("precheck.topic").form().submit({"topic": topic})
    when = {"day": day} if day else {"last": last} if last else {"unsure": "y"}
    page = page.form().submit({**when, **more})
    return page.form().submit({"area": area or walk.home_area()})


def words(page):
    """What the page says, without the gaps at which its lines may break."""
    return page.text.replace(" ", "")


def on_to_page_one(page):
    (link,) = page.tree.css(".actions .btn-primary")
    return page.client.get(link.attributes["href"])


def test_wages_within_two_years_are_ours_and_the_answers_are_carried_over(client, session):
    walk.city()
    page = asked(client)
    assert page.h1 == "归我们管，可以投诉"
    assert "期限2年" in words(page)
    assert "来得及，大约到2028年" in words(page)
    assert "《劳动保障监察条例》第二十条" in words(page)
    assert "期限1年" in words(page)
    assert "《劳动争议调解仲裁法》第二十七条" in words(page)
    assert "已过" not in page.text
    page = on_to_page_one(page)
    assert page.h1 == "谁欠您的钱？"
    page = page.form().submit(walk.ANSWERS["who"])
    assert page.attribute("#area option[selected]", "value") == walk.home_area()
    page = page.form().submit({"industry": "building"})
    assert page.attribute("#last option[selected]", "value") == "2026"
    assert page.attribute("#last-month option[selected]", "value") == "09"
    assert session.scalar(select(func.count()).select_from(Draft)) == 1


def test_three_years_ago_is_warned_of_with_the_article_and_may_be_sent(client):
    walk.city()
    page = asked(client, last="2023-06")
    assert "已过" in page.text
    assert "到2025年6月30日（周一）就满了，已经过了" in words(page)
    assert "照样交" in page.text
    assert "老板答应过的，重新算" in words(page)
    assert on_to_page_one(page).h1 == "谁欠您的钱？"


@pytest.mark.parametrize(
    ("topic", "point", "body", "limit"),
    [
        ("commission", "disputed", "劳动人事争议仲裁委员会", "《劳动争议调解仲裁法》第二十七条"),
        ("compensation", None, "劳动人事争议仲裁委员会", "《劳动争议调解仲裁法》第二十七条"),
        ("accident", None, "人社局工伤科", "《工伤保险条例》第十七条"),
        ("insurance", "agency", "社会保险经办机构", "《行政复议法》第二十条"),
        ("contract", "double", "劳动人事争议仲裁委员会", "《劳动争议调解仲裁法》第二十七条"),
    ],
)
def test_what_is_not_ours_gets_an_office_an_address_a_phone_and_the_way_on(
    client, topic, point, body, limit
):
    walk.city()
    centre = find_centre_of(offices.area().id)
    assert centre is not None
    page = asked(client, topic=topic, last=None, **({"point": point} if point else {}))
    assert page.h1 == "这件事由别的单位管"
    for said in (body, limit, centre.address, centre.phone, "照样交", "书面答复"):
        assert said.replace(" ", "") in words(page), said
    assert on_to_page_one(page).h1 == "谁欠您的钱？"


@pytest.mark.parametrize(
    ("topic", "point", "basis"),
    [
        ("insurance", "not_paid", "《劳动保障监察条例》第十一条第七项"),
        ("commission", "agreed", "《劳动保障监察条例》第二十六条"),
        ("contract", "sign", "《劳动保障监察条例》第十一条第二项"),
    ],
)
def test_what_inspection_takes_up_is_not_sent_away(client, topic, point, basis):
    walk.city()
    page = asked(client, topic=topic, last=None, point=point)
    assert page.h1 == "归我们管，可以投诉"
    assert "劳动监察大队" in page.text
    assert basis in words(page)
    assert "《劳动保障监察条例》第二十条" in words(page)


def test_an_injured_worker_hears_both_limits_and_not_those_of_wages(client):
    walk.city()
    page = asked(client, topic="accident", day="2026-09-01")
    said = words(page)
    assert "单位申请工伤认定" in said
    assert "期限30日" in said
    assert "到10月8日（周四）就满了，已经过了" in said
    assert "您本人申请工伤认定" in said
    assert "来得及，大约到2027年9月1日" in said
    assert "近亲属或者工会还可以申请" in said
    assert "监察条例" not in said
    assert "仲裁" not in said


def test_a_year_after_the_accident_both_are_said_to_be_over(client):
    walk.city()
    said = words(asked(client, topic="accident", day="2025-06-02"))
    assert said.count("已经过了") == 2
    assert "到6月2日（周二）就满了，已经过了" in said


@pytest.mark.parametrize(
    ("topic", "given"),
    [
        ("insurance", {"point": "agency", "last": "2026-09"}),
        ("contract", {"point": "double", "last": None, "day": "2026-09-01"}),
    ],
)
def test_a_limit_that_runs_from_another_day_gets_no_last_day(client, topic, given):
    walk.city()
    said = words(asked(client, topic=topic, **given))
    assert "不从您选的日子算" in said
    assert "来得及，大约到" not in said
    assert "已经过了" not in said


def test_who_still_works_there_is_not_told_that_arbitration_is_over_for_good(client):
    walk.city()
    assert "工钱还没过期的：人还在那儿干，或者离开不到一年" in words(asked(client, last="2023-06"))


def test_an_article_that_nobody_has_read_is_marked(client):
    walk.city()
    assert "待确认" in asked(client, topic="contract", last=None, point="sign").text


def test_what_was_read_in_the_law_is_not_marked(client):
    walk.city()
    assert "待确认" not in asked(client, topic="wages").text


def test_each_topic_asks_its_own_question(client):
    walk.city()
    for topic, heading in (
        ("wages", "最后欠的是哪个月？"), ("accident", "哪天受的伤？"),
        ("compensation", "哪天不让您干的？"), ("insurance", "最后没交的是哪个月？"),
        ("contract", "最后一天上班是哪天？"),
    ):  # fmt: skip
        assert client.get("precheck.topic").form().submit({"topic": topic}).h1 == heading


def test_what_it_is_about_stands_in_the_story(client):
    walk.city()
    asked(client, topic="accident", last=None)
    page = walk.to_step(client, "evidence")
    assert page.one("#story") == "干活受了工伤"


def test_not_knowing_anything_is_an_answer_too(client):
    walk.city()
    city = str(offices.area(code=offices.CITY).id)
    page = asked(client, topic="unsure", last=None, area=city)
    assert page.h1 == "归我们管，可以投诉"
    assert "12333" in page.text
    assert on_to_page_one(page).form().submit(walk.ANSWERS["who"]).has("#area")


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("precheck.topic", {"topic": "moon"}, "请选一个"),
        ("precheck.topic", {}, "请选一个"),
        ("precheck.when", {}, "请选月份"),
        ("precheck.when", {"last": "2027-03"}, "还没有到"),
        ("precheck.when", {"last": "六月"}, "月份写成"),
        ("precheck.office", {"area": "99999999999999999999"}, "请选县区"),
    ],
)
def test_a_wrong_answer_is_explained(client, page, typed, said):
    walk.city()
    found = client.get(page).form().submit(typed, expect=422)
    assert any(said in words for words in found.errors)
    assert found.title.startswith("错误：")


@pytest.mark.once("precheck.topic", "precheck.when")
def test_each_page_can_be_left_for_page_one_and_asks_only_what_is_open(client):
    walk.city()
    for page in ("precheck.topic", "precheck.when", "precheck.office"):
        assert client.get(page).has("a[href^='/file/who']")
    assert client.get("precheck.advice", expect=302).follow().h1 == "您要说的是什么事？"
    asked(client)
    changed = client.get("precheck.topic").form().submit({"topic": "compensation"})
    assert changed.h1 == "哪天不让您干的？"
    assert changed.form().submit({"day": "2026-09-01"}).h1 == "这件事由别的单位管"


def test_after_sending_it_leads_to_what_was_sent(client, session):
    walk.city()
    walk.filed(client)
    assert client.get("precheck.topic", expect=302).follow().h1 == "提交成功"
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1
