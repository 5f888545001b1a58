"""What a worker does after filing, in Chromium: every page of it, small, large, in English."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from casework.kernel import clock
from tests.factories import intake as filing
from tests.factories import requests as factory
from tests.fixtures.browser import DESK, PHONE, leave
from tests.portal import proving, walk
from tests.portal.test_in_the_browser import NARROW, look

pytestmark = pytest.mark.slow

LOOKS = {
    "phone": (PHONE, ""), "desk": (DESK, ""), "largest at 320": (NARROW, "?size=largest"),
    "english, largest": (PHONE, "?lang=en&size=largest"),
}  # fmt: skip


def go_on(page: Any) -> None:
    look(page)
    leave(page, "main .btn-primary")


def open_and_prove(page: Any, code: str, tail: str, wanted: str) -> None:
    page.goto("/progress")
    page.fill("#code", code)
    page.fill("#tail", tail)
    go_on(page)
    look(page)
    page.goto(wanted)
    go_on(page)
    page.fill("#code", "12")
    go_on(page)
    page.fill("#code", proving.last_code())
    go_on(page)


@pytest.mark.parametrize("name", LOOKS)
def test_proving_correcting_withdrawing_and_a_new_phone(browser, session, now, name):
    walk.city()
    code = filing.complaint().code
    session.commit()
    size, query = LOOKS[name]
    page = browser.open("/" + query, size=size)
    open_and_prove(page, code, "0164", "/progress/withdraw")
    look(page)
    leave(page, "main .btn-quiet")
    look(page)
    page.goto("/progress/correct")
    look(page)
    for about, field, typed in (("amount", "#amount", "一万五"), ("place", "#text", "演示二路")):
        page.goto(f"/progress/correct/{about}")
        page.fill(field, "")
        go_on(page)
        page.fill(field, typed)
        go_on(page)
    page.goto("/progress/correct/months")
    go_on(page)
    look(page)
    page.goto("/progress/phone")
    page.fill("#phone", "13911112222")
    go_on(page)
    look(page)
    page.fill("#code", proving.last_code())
    go_on(page)
    look(page)


@pytest.mark.parametrize("name", ["phone", "largest at 320", "english, largest"])
def test_not_solved_and_how_content(browser, session, now, name):
    walk.city()
    with clock.fixed(now - timedelta(days=5)):
        complaint, _ = factory.closed()
    code, tail = complaint.code, complaint.claimants[0].phone[-4:]
    session.commit()
    size, query = LOOKS[name]
    page = browser.open("/" + query, size=size)
    open_and_prove(page, code, tail, "/progress/satisfied")
    go_on(page)
    page.click("label:has(input[value='fair'])")
    go_on(page)
    look(page)
    page.goto("/progress/unsolved")
    go_on(page)
    look(page)
