"""The draft is kept at each step and goes on anywhere: W2 and W13."""

from __future__ import annotations

from sqlalchemy import func, select

from casework.procedure.intake.models.complaints import Complaint, Draft
from tests.fixtures.pages import PageClient
from tests.portal import walk


def code_on(page):
    """The code that a question page shows under its button."""
    digits = [node.text() for node in page.tree.css(".hint .num")]
    return "".join(digits[-1].split())


def resumed(app, now, code, tail=""):
    """Another phone, with nothing but the code."""
    other = PageClient(app, now)
    return other, other.get("lookup.receipt").form().submit({"code": code, "tail": tail})


def test_the_code_stands_on_the_first_page_and_stays_the_receipts(client):
    walk.city()
    first = client.get("portal.who")
    assert "已经保存" not in first.text
    code = code_on(first)
    assert code_on(client.get("portal.who")) == code
    assert walk.code_of(walk.filed(client)) == code


def test_a_double_tap_on_the_first_page_makes_one_draft(client, session):
    walk.city()
    form = client.get("portal.who").form()
    for _tap in range(3):
        form.submit(walk.ANSWERS["who"])
    assert session.scalar(select(func.count()).select_from(Draft)) == 1


def test_a_code_that_was_used_elsewhere_is_not_given_again(app, client, now, session):
    walk.city()
    page = walk.to_send(client)
    code = code_on(page)
    other, page = resumed(app, now, code, walk.PHONE[-4:])
    other.get("portal.send").form().submit()
    fresh = code_on(client.get("portal.who"))
    assert fresh != code
    walk.filed(client)
    assert session.scalar(select(func.count()).select_from(Complaint)) == 2


def test_page_six_is_taken_up_on_another_phone_and_nothing_is_asked_twice(app, client, now):
    walk.city()
    code = code_on(walk.to_step(client, "evidence"))
    other, page = resumed(app, now, code)
    assert page.h1 == "您有什么凭据？"
    for step in ("evidence", "you"):
        page = page.form().submit(walk.ANSWERS[step])
    assert page.h1 == "看一遍，对不对？"
    assert "12,800元" in page.text
    receipt = other.get("portal.send").form().submit()
    assert walk.code_of(receipt) == code


def test_once_the_phone_is_given_the_code_alone_opens_nothing(app, client, now):
    walk.city()
    code = code_on(walk.to_step(client, "check"))
    other = PageClient(app, now)
    form = other.get("lookup.receipt").form()
    assert any("没有查到" in words for words in form.submit({"code": code}, expect=422).errors)
    assert form.submit({"code": code, "tail": walk.PHONE[-4:]}).h1 == "看一遍，对不对？"


def test_changing_one_answer_leads_back_to_the_look_over(client):
    walk.city()
    page = walk.to_step(client, "check")
    links = [a.attributes["href"] for a in page.tree.css(".summary a")]
    assert len({link.split("?", maxsplit=1)[0] for link in links}) == 7
    for link in links:
        changed = client.get(link)
        step = link.split("?", maxsplit=1)[0].rsplit("/", maxsplit=1)[-1].replace("-", "_")
        answer = walk.answered()[step]
        assert changed.form().submit(answer).h1 == "看一遍，对不对？"
