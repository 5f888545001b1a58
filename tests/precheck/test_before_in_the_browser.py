"""The three questions and the page behind a poster in Chromium: accessible, never too wide."""

from __future__ import annotations

import pytest

from casework.ground.parties.terms import Industry
from tests.factories import posters as factory
from tests.fixtures.browser import choose_month
from tests.portal import walk
from tests.portal.test_in_the_browser import LOOKS, look

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", LOOKS)
def test_three_questions_lead_to_an_office_and_to_page_one(browser, session, name):
    walk.city()
    area = walk.home_area()
    session.commit()
    size, query = LOOKS[name]
    page = browser.open("/before/topic" + query, size=size)
    look(page)
    page.click("label:has(input[value='accident'])")
    page.click("main .btn-primary")
    page.wait_for_url("**/before/when*")
    look(page)
    page.fill("#day", "2023-06-01")
    page.click("main .btn-primary")
    page.wait_for_url("**/before/office*")
    page.click("main .btn-primary")
    page.wait_for_selector(".summary-wrong")
    look(page)
    page.select_option("#area", area)
    page.click("main .btn-primary")
    page.wait_for_url("**/before/advice*")
    look(page)
    page.click("main .btn-primary")
    page.wait_for_url("**/file/who*")


@pytest.mark.parametrize("name", LOOKS)
def test_the_page_behind_a_poster_is_accessible(browser, session, now, name):
    walk.city()
    mark = factory.poster(industry=Industry.BUILDING).mark
    session.commit()
    size, query = LOOKS[name]
    page = browser.open(f"/p/{mark}{query}", size=size)
    look(page)
    page.click("main .btn-primary")
    page.wait_for_url("**/file/who*")


@pytest.mark.parametrize("name", LOOKS)
def test_the_sum_is_accessible_with_its_working_and_its_mistakes(browser, session, name):
    walk.city()
    area = walk.home_area()
    session.commit()
    size, query = LOOKS[name]
    page = browser.open("/file/who" + query, size=size)
    to_the_amount(page, area)
    page.click("details.helper summary")
    page.fill("#stretches-0-rate", "280")
    page.fill("#stretches-0-number", "46")
    page.fill("#paid", "2000")
    page.click("button[name=count]")
    page.wait_for_selector(".working")
    look(page)
    page.click("button[name=another]")
    page.fill("#stretches-1-rate", "很多")
    page.click("button[name=count]")
    page.wait_for_selector(".summary-wrong")
    look(page)


def test_without_a_script_the_nine_pages_lead_to_the_receipt(browser, session):
    """W2: the same result."""
    walk.city()
    area = walk.home_area()
    session.commit()
    page = browser.open("/file/who", java_script_enabled=False)
    to_the_amount(page, area)
    page.fill("#amount", "一万二千八")
    page.click("main .btn-primary")
    page.click("label:has(input[value='alone'])")
    page.click("main .btn-primary")
    page.click("label:has(input[value='paper'])")
    page.click("main .btn-primary")
    page.fill("#name", "张示例")
    page.fill("#id_number", walk.ID_NUMBER)
    page.fill("#phone", walk.PHONE)
    for _page in ("you", "check", "send"):
        page.click("main .btn-primary")
    assert len(page.inner_text(".receipt .code").split()) == 4
    assert "12,800元" in page.inner_text(".receipt")


def to_the_amount(page, area):
    page.fill("#employer", "演示劳务公司")
    page.click("main .btn-primary")
    page.click("label:has(input[value='building'])")
    page.select_option("#area", area)
    page.click("main .btn-primary")
    choose_month(page, "first", "2026-06")
    page.click("main .btn-primary")
    page.wait_for_url("**/file/how-much*")
