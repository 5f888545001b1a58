"""Signing in and the administrator's pages in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from casework.ground.identity.terms import Role
from tests.factories import identity
from tests.fixtures.browser import DESK, PHONE, Browser, axe
from tests.fixtures.pages import PASSWORD

NARROW = {"width": 320, "height": 640}


def _sign_in(page: Any, login: str) -> None:
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")


def _scrolls_sideways(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_an_administrator_comes_in_and_goes_out_and_back_shows_nothing(
    app: Any, session: Any, browser: Browser
) -> None:
    login = identity.officer(role=Role.ADMINISTRATOR, name="张示例").login
    session.commit()
    page = browser.open("/sign-in", size=DESK)

    _sign_in(page, login)
    assert page.inner_text("h1") == "人员"
    page.click(".me summary")
    page.click("text=退出")
    page.wait_for_url("**/sign-in*")
    page.go_back()

    assert page.inner_text("h1") == "登录"


def test_what_was_typed_wrong_is_said_at_the_top(app: Any, session: Any, browser: Browser) -> None:
    page = browser.open("/sign-in", size=PHONE)

    _sign_in(page, "nobody")

    assert "工号或密码不对" in page.inner_text(".summary-wrong")
    assert page.evaluate("document.activeElement.className") == "summary-wrong"
    assert page.input_value("#login") == "nobody"
    axe(page)


@pytest.mark.parametrize("path", ["/sign-in", "/first-password", "/sign-in?lang=en"])
def test_pages_before_signing_in_are_accessible_and_narrow(
    app: Any, session: Any, browser: Browser, path: str
) -> None:
    page = browser.open(path, size=NARROW)
    axe(page)
    assert not _scrolls_sideways(page)


def test_pages_of_the_office_are_accessible_at_every_width(
    officer: Any, session: Any, browser: Browser
) -> None:
    admin = officer(role=Role.ADMINISTRATOR)
    auditor = officer(role=Role.AUDITOR)
    pages = {
        "/officers": admin, "/officers/new": admin, f"/officers/{admin.officer.id}": admin,
        "/account": admin, "/readings": auditor,
    }  # fmt: skip
    for path, who in pages.items():
        for size in (PHONE, DESK):
            page = browser.open(path, size=size, who=who)
            axe(page)
            assert not _scrolls_sideways(page), f"{path} at {size}"
