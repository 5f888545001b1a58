"""The worker's pages in Chromium: accessible, and never wider than the screen, at every size."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fixtures.browser import DESK, PHONE, axe, choose_month, leave
from tests.portal import walk

pytestmark = pytest.mark.slow

NARROW = {"width": 320, "height": 740}
LOOKS = {
    "phone": (PHONE, ""), "desk": (DESK, ""), "largest at 320": (NARROW, "?size=largest"),
    "english": (PHONE, "?lang=en"), "english, large": (NARROW, "?lang=en&size=large"),
}  # fmt: skip


def look(page: Any) -> None:
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


def go_on(page: Any) -> None:
    look(page)
    leave(page, "main .btn-primary")


@pytest.mark.parametrize("name", LOOKS)
def test_a_worker_walks_from_the_first_page_to_the_progress(browser, session, now, name):
    walk.city()
    area = walk.home_area()
    session.commit()
    size, query = LOOKS[name]
    page = browser.open("/" + query, size=size)
    look(page)
    page.goto("/file/who")
    page.fill("#employer", "演示劳务公司")
    go_on(page)
    page.click("label:has(input[value='building'])")
    page.select_option("#area", area)
    go_on(page)
    choose_month(page, "first", "2026-06")
    go_on(page)
    page.fill("#amount", "一万二千八")
    go_on(page)
    page.click("label:has(input[value='alone'])")
    go_on(page)
    page.click("label:has(input[value='paper'])")
    go_on(page)
    page.fill("#name", "张示例")
    page.fill("#id_number", walk.ID_NUMBER[:17])
    page.fill("#phone", walk.PHONE)
    go_on(page)
    look(page)
    assert page.evaluate("document.activeElement.className") == "summary-wrong"
    page.fill("#id_number", walk.ID_NUMBER)
    go_on(page)
    go_on(page)
    go_on(page)
    look(page)
    code = page.inner_text(".receipt .code")
    page.go_back()
    look(page)
    assert code.split()[0] in page.inner_text("main")
    page.goto("/progress")
    page.fill("#code", code)
    page.fill("#tail", walk.PHONE[-4:])
    go_on(page)
    look(page)
    assert page.locator(".track li").count() == 7
