"""A kiosk in Chromium: asks whoever walks away, wipes, and gives nothing back to the next one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from casework.procedure.calls.models import WindowCall
from casework.procedure.intake.models.complaints import Draft
from tests.fixtures.browser import axe, leave
from tests.portal import walk
from tests.portal.test_reading_aloud import NO_VOICE, VOICE

pytestmark = pytest.mark.slow

KIOSK = {"width": 1024, "height": 768}
_PRINT = "window.printed = 0; window.print = () => { window.printed += 1; }"


def count(session, model):
    """How many rows; the database is let go at once, for the server writes too."""
    number = session.scalar(select(func.count()).select_from(model))
    session.rollback()
    return number


@pytest.fixture
def kiosk(browser, client, officer, session):
    """A kiosk after its first screen, its time in the hands of the test."""
    walk.city()
    walk.at_kiosk(client, officer)

    def begun(*scripts: str, **options: Any) -> Any:
        page = browser.open("/kiosk/start", size=KIOSK, who=client, **options)
        for script in scripts or (NO_VOICE,):
            page.add_init_script(script)
        page.clock.install()
        page.goto("/kiosk/start")
        page.click("label:has(input[value=off])")
        leave(page, "main .btn-primary")
        return page

    return begun


def to_the_id_page(page, session):
    """He has filled in everything up to his name and number, and types them."""
    page.goto("/file/who")
    page.fill("#employer", "演示劳务公司")
    leave(page, "main .btn-primary")
    page.click("label:has(input[value='building'])")
    page.select_option("#area", walk.home_area())
    session.rollback()
    leave(page, "main .btn-primary")
    page.check("#unsure")
    leave(page, "main .btn-primary")
    page.check("#unsure")
    leave(page, "main .btn-primary")
    page.click("label:has(input[value='alone'])")
    leave(page, "main .btn-primary")
    page.click("label:has(input[value='none'])")
    leave(page, "main .btn-primary")
    page.wait_for_url("**/file/you*")
    page.fill("#name", "张示例")
    page.fill("#id_number", walk.ID_NUMBER)


def gives_nothing(page):
    """Neither by going back, nor by address, nor in a field, for the next person."""
    page.wait_for_url("**/kiosk/start*")
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert walk.ID_NUMBER not in page.content()
        assert "张示例" not in page.content()
    for path in ("/file/you", "/file/check", "/receipt", "/progress/matter"):
        page.goto(path)
        assert urlsplit(page.url).path == "/kiosk/start"
    leave(page, "main .btn-primary")
    page.wait_for_selector("#all-done")
    page.goto("/file/who")
    assert not page.input_value("#employer")
    assert "演示劳务公司" not in page.content()


def test_who_walks_away_on_the_id_page_is_asked_and_forgotten(kiosk, session):
    page = kiosk(VOICE)
    to_the_id_page(page, session)
    assert count(session, Draft) == 1
    page.clock.run_for(58_000)
    assert not page.is_visible("[data-idle]")
    page.clock.run_for(4_000)
    assert page.is_visible("[data-idle]")
    assert "您还在吗？" in page.evaluate("window.spoken.join('')")
    assert page.evaluate("document.activeElement.matches('[data-idle-here]')")
    axe(page)
    page.clock.run_for(30_000)
    page.wait_for_url("**/kiosk/start*")
    assert count(session, Draft) == 0
    gives_nothing(page)


def test_a_voice_that_never_ends_keeps_no_page_open(kiosk, session):
    page = kiosk(VOICE)
    page.goto("/file/who")
    page.click("[data-listen]")
    page.clock.run_for(300_000)
    assert not page.is_visible("[data-idle]")
    page.clock.run_for(130_000)
    page.wait_for_url("**/kiosk/start*")


def test_who_is_still_there_loses_nothing(kiosk, session):
    page = kiosk()
    to_the_id_page(page, session)
    for _ in range(3):
        page.clock.run_for(70_000)
        left = int(page.inner_text("[data-idle-left]"))
        assert 15 <= left <= 25
        page.keyboard.press("Enter")
        assert not page.is_visible("[data-idle]")
        assert page.input_value("#id_number") == walk.ID_NUMBER


def test_whoever_types_is_not_asked_and_the_server_hears_of_it(kiosk, session):
    page = kiosk()
    page.goto("/file/who")
    heard = []
    page.on("request", lambda request: heard.append(request.url))
    for _ in range(5):
        page.clock.run_for(40_000)
        page.type("#employer", "演")
    assert not page.is_visible("[data-idle]")
    assert any(urlsplit(url).path == "/kiosk/here" for url in heard)


def test_done_gives_nothing_to_the_next_one(kiosk, session):
    page = kiosk()
    to_the_id_page(page, session)
    leave(page, "#all-done button")
    page.wait_for_url("**/kiosk/start*")
    assert count(session, Draft) == 0
    gives_nothing(page)


def test_a_page_that_is_left_holds_nothing_for_who_goes_back(kiosk):
    page = kiosk()
    page.goto("/file/who")
    page.fill("#employer", "演示劳务公司")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert not page.inner_text("body").strip()


def test_ringing_keeps_what_is_typed(kiosk, session):
    page = kiosk()
    page.goto("/file/who")
    page.fill("#employer", "演示劳务公司")
    page.click("[data-ring] button")
    page.wait_for_selector("main > .note")
    assert "已通知工作人员" in page.inner_text("main > .note")
    assert page.input_value("#employer") == "演示劳务公司"
    assert count(session, WindowCall) == 1


def test_the_receipt_is_printed_here(kiosk, session):
    page = kiosk(NO_VOICE, _PRINT)
    to_the_id_page(page, session)
    page.check("#no_phone")
    leave(page, "main .btn-primary")
    leave(page, "main .btn-primary")
    leave(page, "main .btn-primary")
    page.wait_for_url("**/receipt*")
    code = page.inner_text(".receipt .code")
    page.click("[data-print]")
    assert page.evaluate("window.printed") == 1
    page.click("text=没有打印出来")
    page.wait_for_url("**/kiosk/not-printed*")
    assert page.inner_text(".receipt .code").split() == code.split()
    axe(page)
    leave(page, "#all-done button")
    page.wait_for_url("**/kiosk/start*")
    page.go_back()
    page.wait_for_load_state()
    assert code.split()[0] not in page.content()


def test_the_kiosk_forgets_when_the_phone_has_taken_over(kiosk, browser, session):
    page = kiosk()
    to_the_id_page(page, session)
    page.click("main a.act:has-text('换到自己手机上填')")
    page.wait_for_url("**/kiosk/phone*")
    axe(page)
    code = "".join(page.inner_text(".receipt .code").split())
    phone = browser.open(f"/progress?code={code}")
    leave(phone, "main .btn-primary")
    phone.wait_for_url("**/file/you*")
    page.clock.run_for(6_000)
    page.wait_for_url("**/kiosk/start*")
    assert count(session, Draft) == 1
    phone.goto("/file/who")
    assert phone.input_value("#employer") == "演示劳务公司"


def test_the_first_screen_works_with_the_keyboard_alone(browser, client, officer, session):
    walk.city()
    walk.at_kiosk(client, officer)
    page = browser.open("/kiosk/start", size=KIOSK, who=client)
    axe(page)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main .btn-primary')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#all-done")
    assert page.get_attribute("html", "data-size") == "large"
    axe(page)


def test_without_script_it_works_too(kiosk, browser, client, officer, session):
    page = browser.open("/kiosk/start", size=KIOSK, who=client, java_script_enabled=False)
    leave(page, "main .btn-primary")
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    leave(page, "#all-done button")
    page.wait_for_url("**/kiosk/start*")
