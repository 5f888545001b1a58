"""Speaking instead of writing: a real recorder; its microphone hums, is refused, or is silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fixtures.browser import axe, leave
from tests.portal import walk

pytestmark = pytest.mark.slow

_SILENCE = "AnalyserNode.prototype.getFloatTimeDomainData = (samples) => samples.fill(0)"
_NO_RECORDER = "delete window.MediaRecorder"
_KEPT = "[...document.querySelectorAll('.files b')].map(one => one.textContent)"
_QUICK = (
    "window.setInterval = ((real) => (act, every) => real(act, every / 60))(window.setInterval)"
)


@pytest.fixture
def evidence(browser, client, session):
    """Opens the page for evidence of a draft: ``evidence(script, permissions=[…])``."""
    walk.city()
    walk.to_step(client, "evidence")
    session.commit()

    def open_page(*scripts: str, heard: bool = True, **options: Any) -> Any:
        allowed = ["microphone"] if heard else []
        page = browser.open("/help", who=client, permissions=allowed, **options)
        for script in scripts:
            page.add_init_script(script)
        page.goto("/file/evidence")
        return page

    return open_page


def speak(page, seconds=1):
    page.click("[data-speak-start]")
    page.wait_for_selector("[data-speak-end]:visible")
    page.wait_for_timeout(seconds * 1000)


def said(page):
    return page.inner_text("[data-speak-state]")


def done(page):
    page.click("[data-speak-end]")
    page.wait_for_selector("[data-speak-play]:visible")


def kept(page):
    """The names of the files that the server has after going on."""
    leave(page, "main .btn-primary[type=submit]")
    page.wait_for_url("**/file/you*")
    page.goto("/file/evidence")
    return page.evaluate(_KEPT)


def test_what_was_said_goes_among_the_files(evidence):
    page = evidence()
    speak(page, 2)
    assert "正在录" in said(page)
    done(page)
    assert "录好了" in said(page)
    assert page.is_checked("input[name=kinds][value=voice]")
    assert page.evaluate("document.activeElement.matches('[data-speak-play]')")
    axe(page)
    assert kept(page) == ["录的话.webm"]


def test_it_can_be_heard_and_said_anew(evidence):
    page = evidence()
    speak(page)
    done(page)
    page.click("[data-speak-play]")
    assert page.inner_text("[data-speak-play]") == "停"
    page.click("[data-speak-anew]")
    page.wait_for_selector("[data-speak-end]:visible")
    page.wait_for_timeout(1000)
    done(page)
    assert kept(page) == ["录的话.webm"]


def test_what_was_deleted_is_not_sent(evidence):
    page = evidence()
    speak(page)
    done(page)
    page.click("[data-speak-drop]")
    assert page.is_visible("[data-speak-start]")
    page.uncheck("input[name=kinds][value=voice]", force=True)
    page.click("label:has(input[value=none])")
    assert kept(page) == []


def test_who_goes_back_is_asked_before_what_was_said_is_lost(evidence):
    page = evidence()
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    speak(page)
    done(page)
    page.click(".back")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.is_visible("[data-speak-play]")
    leave(page, "main .btn-primary[type=submit]")
    page.wait_for_url("**/file/you*")
    assert asked == ["beforeunload"]


def test_silence_is_told_and_not_sent(evidence):
    page = evidence(_SILENCE)
    speak(page)
    page.click("[data-speak-end]")
    page.wait_for_selector("[data-speak-start]:visible")
    assert said(page) == "没有声音，请再说一遍"
    page.click("label:has(input[value=none])")
    assert kept(page) == []


def test_a_refused_microphone_leads_to_the_text(evidence):
    page = evidence(heard=False)
    page.click("[data-speak-start]")
    page.wait_for_function("document.activeElement.id === 'story'")
    assert said(page) == "用不了话筒。可以写字，也可以到窗口说。"
    assert not page.is_visible("[data-speak-start]")
    axe(page)


def test_five_minutes_are_the_most(evidence):
    page = evidence(_QUICK)
    page.click("[data-speak-start]")
    page.wait_for_selector("[data-speak-play]:visible", timeout=120_000)
    assert said(page) == "到5分钟了，录好了。"


def test_who_goes_on_while_speaking_sends_what_was_said(evidence):
    page = evidence()
    speak(page)
    page.click("label:has(input[value=voice])")
    assert kept(page) == ["录的话.webm"]


@pytest.mark.parametrize("script", [_NO_RECORDER, "delete navigator.__proto__.mediaDevices"])
def test_where_nothing_can_record_nothing_is_shown(evidence, script):
    assert not evidence(script).is_visible("[data-speak]")


def test_without_script_nothing_of_it_is_shown(evidence):
    assert not evidence(java_script_enabled=False).is_visible("[data-speak]")


def test_only_this_page_may_hear(client, session):
    walk.city()
    page = walk.to_step(client, "evidence")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    for endpoint in ("hall.home", "portal.who", "hall.help"):
        assert "microphone=()" in client.get(endpoint).headers["Permissions-Policy"]


@pytest.mark.parametrize("size", ["standard", "largest"])
def test_its_buttons_are_large(evidence, size):
    page = evidence()
    page.goto(f"/file/evidence?size={size}")
    speak(page)
    assert page.locator("[data-speak-end]").bounding_box()["height"] >= 60
    page.click("[data-speak-end]")
    page.wait_for_selector("[data-speak-play]:visible")
    for name in ("play", "anew", "drop"):
        assert page.locator(f"[data-speak-{name}]").bounding_box()["height"] >= 60
