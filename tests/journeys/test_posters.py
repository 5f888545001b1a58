"""A sheet on the wall: made, scanned, begun from, taken down. A26."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.doors.posters.models import Poster
from casework.ground.parties.terms import Industry
from casework.procedure.intake.models.complaints import Complaint
from tests.factories import posters as factory
from tests.portal import walk

SITE = {"project": "演示花园一期", "place": "演示路工地", "industry": "building"}


@pytest.fixture
def poster(session, now):
    walk.city()
    return factory.poster(industry=Industry.BUILDING)


def test_a_clerk_makes_a_sheet_with_its_code_three_sentences_and_the_hotline(officer, session):
    walk.city()
    clerk = officer(role="clerk")
    sheet = clerk.get("posters.new_poster").form().submit(SITE)
    made = session.scalars(select(Poster)).one()
    assert sheet.h1 == "被欠工资，扫码投诉"
    assert len(sheet.tree.css(".poster img")) == 1
    assert len(sheet.tree.css(".poster li")) == 3
    assert "12333" in sheet.text
    assert f"/p/{made.mark}" in sheet.text
    assert "演示花园一期" in clerk.get("posters.posters").text


def test_scanning_it_opens_the_form_with_place_county_and_project(client, poster, session):
    landing = client.get("scanned.poster", mark=poster.mark)
    assert "演示花园一期" in landing.text
    page = landing.form().submit()
    assert page.h1 == "谁欠您的钱？"
    page = page.form().submit(walk.ANSWERS["who"])
    assert page.attribute("#area option[selected]", "value") == str(poster.area_id)
    assert page.attribute("#place", "value") == "演示路工地"
    assert page.has("input[name=industry][value=building][checked]")
    page = page.form().submit({})
    for step in ("how_long", "how_much", "how_many", "evidence", "you"):
        page = page.form().submit(walk.ANSWERS[step])
    client.get("portal.send").form().submit()
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.project_text, complaint.place) == ("演示花园一期", "演示路工地")
    assert complaint.area_id == poster.area_id


@pytest.mark.once("scanned.poster")
def test_only_beginning_is_counted_and_nothing_of_anybody(client, officer, poster, session):
    for _look in range(3):
        client.get("scanned.poster", mark=poster.mark)
    for _begin in range(2):
        client.get("scanned.poster", mark=poster.mark).form().submit()
    session.refresh(poster)
    assert poster.starts == 2
    kept = {column.name for column in Poster.__table__.columns}
    assert not kept & {"address", "session", "phone", "device"}


def test_a_void_or_unknown_sheet_leads_to_the_first_page(client, officer, poster):
    clerk = officer(role="clerk")
    page = clerk.get("posters.posters")
    after = page.form("posters.void_poster", poster_id=poster.id).submit()
    assert "已作废" in after.text
    for mark in (poster.mark, "nothing", "%00", "x" * 300):
        home = client.get(f"/p/{mark}", expect=302).follow()
        assert home.h1 == "被欠工资，在这里投诉"
        assert "已更换" in home.text


def test_a_sheet_is_taken_down_once(officer, poster, session):
    form = officer(role="clerk").get("posters.posters").form(
        "posters.void_poster", poster_id=poster.id
    )  # fmt: skip
    form.submit()
    assert form.submit(expect=302).location == "/intake/posters"
    assert "这张海报已经作废了" in form.anew().submit(expect=422).text


def test_another_county_does_not_see_it(officer, poster):
    other = officer(role="clerk", area="371311")
    assert "演示花园一期" not in other.get("posters.posters").text
    other.get("posters.poster", poster_id=poster.id, expect=404)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "请选服务中心，或者写工地"),
        ({"place": "长" * 201}, "最多写200个字"),
        ({"place": "a\ufffdb"}, "认不出的字符"),
    ],
)
def test_a_sheet_for_nowhere_is_refused_in_words(officer, session, typed, said):
    walk.city()
    page = officer(role="clerk").get("posters.new_poster").form().submit(typed, expect=422)
    assert any(said in words for words in page.errors)
    assert session.scalars(select(Poster)).first() is None
