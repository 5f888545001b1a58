"""Joining in Chromium: accessible and never wider than the screen; the sheet is one page of A4."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from tests.factories.groups import id_number
from tests.fixtures.browser import choose_month
from tests.joining import mates
from tests.portal import walk
from tests.portal.test_in_the_browser import NARROW, go_on, look

pytestmark = pytest.mark.slow

LOOKS = {
    "standard": "?lang=zh&size=standard", "largest": "?lang=zh&size=largest",
    "english": "?lang=en&size=standard", "english, largest": "?lang=en&size=largest",
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_a_workmate_joins_on_a_narrow_phone(browser, client, session, now, name):
    walk.city()
    code = mates.digits(mates.opened(client))
    session.commit()
    page = browser.open("/join" + LOOKS[name], size=NARROW)
    page.fill("#code", "12")
    go_on(page)
    look(page)
    assert page.evaluate("document.activeElement.className") == "summary-wrong"
    page.fill("#code", f"{code[:3]} {code[3:]}")
    go_on(page)
    go_on(page)
    page.fill("#name", "李示例")
    page.fill("#id_number", id_number(1))
    go_on(page)
    choose_month(page, "first", "2026-06")
    go_on(page)
    page.fill("#amount", "9000")
    go_on(page)
    page.fill("#phone", "13700000001")
    go_on(page)
    go_on(page)
    look(page)
    assert urlsplit(page.url).path == "/joined"
    see_group(browser, client, LOOKS[name])


def see_group(browser: Any, client: Any, query: str) -> None:
    """The representative's page, as wide as his phone."""
    page = browser.open("/group" + query, size=NARROW, who=client)
    look(page)
    assert page.locator(".mates li").count() == 2


@pytest.mark.parametrize("query", ["?lang=zh", "?lang=zh&employer=1", "?lang=en&employer=1"])
def test_the_sheet_for_the_site_is_one_page_of_a4(browser, client, session, now, query):
    walk.city()
    answers = walk.answered(who={"employer": "演示建筑劳务分包有限公司临沂第三项目部" * 3})
    code = mates.digits(mates.opened(client, answers))
    session.commit()
    page = browser.open("/group/sheet" + query, who=client)
    look(page)
    printed = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert f"{code[:3]} {code[3:]}" in printed.pages[0].extract_text()
