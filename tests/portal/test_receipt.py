"""The receipt: three ways to keep its number, no way to leave it by accident, what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from casework.ground.notices.actions import sending
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from tests.portal import walk


def numbers(session):
    return session.scalars(select(Message).where(Message.notice == Notice.NUMBER)).all()


def test_it_cannot_be_left_by_accident(client):
    walk.city()
    code = walk.code_of(walk.filed(client))
    kept_back = client.get("hall.home", expect=302).follow()
    assert walk.code_of(kept_back) == code
    assert "请先留好回执号" in kept_back.text
    home = kept_back.form("portal.remembered").submit()
    assert home.h1 == "被欠工资，在这里投诉"
    assert client.get("hall.home").h1 == home.h1


@pytest.mark.parametrize("way", ["portal.text", "portal.sheet"])
def test_each_way_to_keep_it_opens_the_way_home(client, way):
    walk.city()
    receipt = walk.filed(client)
    if way == "portal.sheet":
        client.get(way)
    else:
        receipt.form(way).submit()
    assert client.get("hall.home").h1 == "被欠工资，在这里投诉"


def test_the_number_goes_to_the_phone_once_and_nothing_else(client, session, now):
    walk.city()
    receipt = walk.filed(client)
    code = walk.code_of(receipt)
    for _tap in range(3):
        receipt = receipt.form("portal.text").submit()
    assert "短信已经发过" in receipt.text
    message = numbers(session)[0]
    assert len(numbers(session)) == 1
    letter = sending.take(message.id, now=now)
    assert letter.address == walk.PHONE
    assert "".join(c for c in letter.words if c.isdigit()).startswith(code)
    assert len(letter.words) <= 70
    for word in ("投诉", "元", "演示劳务公司", "张示例"):
        assert word not in letter.words


def test_the_database_never_shows_the_number(client, session):
    walk.city()
    receipt = walk.filed(client)
    code = walk.code_of(receipt)
    receipt.form("portal.text").submit()
    kept = session.execute(text("SELECT words FROM message")).scalars().all()
    assert not [words for words in kept if code in words.replace(" ", "")]


def test_who_asks_for_it_at_night_gets_it_at_once(client, session, now):
    night = now + timedelta(hours=13)
    with client.at(night):
        walk.city()
        walk.filed(client).form("portal.text").submit()
    letter = sending.take(numbers(session)[0].id, now=night)
    assert letter.words.startswith("【临沂人社】您办事的回执号是")


def test_without_a_phone_it_is_not_offered_and_not_sent(client, session):
    walk.city()
    receipt = walk.filed(client, walk.answered(walk.UNSURE))
    assert "发到手机" not in receipt.text
    client.post("portal.text", {})
    assert session.scalar(select(func.count()).select_from(Message)) == 0


def test_a_tip_is_sent_nothing(client, session):
    walk.city()
    receipt = walk.filed(client, walk.answered(you={"anonymous": "y"}))
    assert "发到手机" not in receipt.text


def test_what_is_missing_is_listed_with_pictures_on_screen_and_paper(client):
    walk.city()
    receipt = walk.filed(client, walk.answered(walk.UNSURE))
    for page in (receipt, client.get("portal.sheet")):
        pictures = page.tree.css(".gaps li svg path, .gaps li svg circle, .gaps li svg rect")
        assert len(page.tree.css(".gaps li")) >= 7
        assert len(pictures) >= len(page.tree.css(".gaps li"))
        assert "没有身份证号" in page.text
    assert "补照片" in client.get("portal.sheet").text
