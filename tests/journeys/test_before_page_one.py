"""Three questions before the first page: never a dead end, nothing asked twice. A10, W8, W22."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from casework.intake.models import Complaint, Draft
from casework.offices.queries import find_centre_of
from tests.factories import offices
from tests.portal import walk


def asked(client, *, topic="wages", last="2026-09", area=None):
    """The advice, after all three questions."""
    page = client.get("portal.topic").form().submit({"topic": topic})
    page = page.form().submit({"last": last} if last else {"unsure": "y"})
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
    assert "来得及。监察管2年，大约到2028年" in words(page)
    assert "劳动保障监察条例20" in page.text
    assert "要在1年里" in words(page)
    assert "仲裁法27" in page.text
    page = on_to_page_one(page)
    assert page.h1 == "谁欠您的钱？"
    page = page.form().submit(walk.ANSWERS["who"])
    assert page.attribute("#area option[selected]", "value") == walk.home_area()
    page = page.form().submit({"industry": "building"})
    assert page.attribute("#last", "value") == "2026-09"
    assert session.scalar(select(func.count()).select_from(Draft)) == 1


def test_three_years_ago_is_warned_of_with_the_article_and_may_be_sent(client):
    walk.city()
    page = asked(client, last="2023-06")
    assert "过了2年，监察可能收不了" in words(page)
    assert "照样交" in page.text
    assert on_to_page_one(page).h1 == "谁欠您的钱？"


@pytest.mark.parametrize(
    ("topic", "body"),
    [
        ("commission", "劳动人事争议仲裁委员会"), ("compensation", "劳动人事争议仲裁委员会"),
        ("accident", "人社局工伤科"), ("insurance", "社会保险经办机构"),
    ],
)  # fmt: skip
def test_what_is_not_ours_gets_an_office_an_address_a_phone_and_the_way_on(client, topic, body):
    walk.city()
    centre = find_centre_of(offices.area().id)
    assert centre is not None
    page = asked(client, topic=topic, last=None)
    assert page.h1 == "这件事主要归别处管"
    for said in (body, centre.address, centre.phone, "照样交", "书面答复"):
        assert said.replace(" ", "") in words(page), said
    assert on_to_page_one(page).h1 == "谁欠您的钱？"


def test_what_it_is_about_stands_in_the_story(client):
    walk.city()
    asked(client, topic="accident", last=None)
    page = walk.to_step(client, "evidence")
    assert page.one("#story") == "干活受了伤"


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
        ("portal.topic", {"topic": "moon"}, "请选一个"),
        ("portal.topic", {}, "请选一个"),
        ("portal.when", {}, "请选月份"),
        ("portal.when", {"last": "2027-03"}, "还没有到"),
        ("portal.when", {"last": "六月"}, "月份写成"),
        ("portal.office", {"area": "99999999999999999999"}, "请选县区"),
    ],
)
def test_a_wrong_answer_is_explained(client, page, typed, said):
    walk.city()
    found = client.get(page).form().submit(typed, expect=422)
    assert any(said in words for words in found.errors)
    assert found.title.startswith("错误：")


def test_each_page_can_be_left_for_page_one_and_asks_only_what_is_open(client):
    walk.city()
    for page in ("portal.topic", "portal.when", "portal.office"):
        assert client.get(page).has("a[href='/file/who']")
    assert client.get("portal.advice", expect=302).follow().h1 == "您来说哪一种事？"
    asked(client)
    changed = client.get("portal.topic").form().submit({"topic": "insurance"})
    assert changed.h1 == "这件事主要归别处管"


def test_after_sending_it_leads_to_what_was_sent(client, session):
    walk.city()
    walk.filed(client)
    assert client.get("portal.topic", expect=302).follow().h1 == "已经交上去了"
    assert session.scalar(select(func.count()).select_from(Complaint)) == 1
