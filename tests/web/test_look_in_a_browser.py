"""The look in Chromium: every size, every width, the keyboard, the voice, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures.browser import DESK, PHONE, Browser, axe, served
from tests.web import specimen

NARROW = {"width": 320, "height": 640}
TABLET = {"width": 768, "height": 1000}
SIZES = ("standard", "large", "largest")
WORKER_PAGES = ("home", "question", "contact", "receipt", "progress", "why_worker")
STAFF_PAGES = ("queue", "case", "why", "board", "signin", "components", "drawings", "error")
_LEAST_TARGET = {"standard": 44, "large": 60, "largest": 60}
_SMALL_TARGETS = """least => [...document.querySelectorAll(
    "a:not(.skip), button, input:not([type=hidden]):not([type=radio]), label.choice")]
  .filter(e => e.offsetHeight && e.getBoundingClientRect().height < least)
  .map(e => e.outerHTML.slice(0, 120))"""
_VOICE = """() => {
  window.spoken = [];
  const voice = {
    speak: (one) => window.spoken.push(one.text),
    cancel: () => { window.cancelled = true; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""


@pytest.fixture(scope="module")
def live() -> Iterator[str]:
    """The specimen on a loopback port, in place of the product."""
    with served(specimen.create()) as address:
        yield address


def _overflow(page: Any) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


@pytest.mark.parametrize("name", WORKER_PAGES)
def test_a_worker_page_fits_the_narrowest_phone_in_every_size(browser: Browser, name: str) -> None:
    page = browser.open(f"/{name}", size=NARROW)
    axe(page)
    for size in SIZES:
        page.goto(f"/{name}?size={size}")
        assert _overflow(page) <= 0
        assert page.evaluate(_SMALL_TARGETS, _LEAST_TARGET[size]) == []
    axe(page)


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_a_staff_page_fits_every_width_and_can_be_used_by_everybody(
    browser: Browser, name: str
) -> None:
    page = browser.open(f"/{name}", size=DESK)
    axe(page)
    for width in (DESK, TABLET, PHONE):
        page.set_viewport_size(width)
        assert _overflow(page) <= 0
    axe(page)


@pytest.mark.parametrize("name", ["home", "question", "case"])
def test_the_english_page_fits_too(browser: Browser, name: str) -> None:
    page = browser.open(f"/{name}?lang=en", size=NARROW if name != "case" else TABLET)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert _overflow(page) <= 0
    axe(page)


def test_the_case_head_leaves_room_for_the_case(browser: Browser) -> None:
    page = browser.open("/case", size=DESK)
    assert page.locator(".case-head").bounding_box()["height"] <= 156


def test_the_reader_stands_at_the_mistakes_first(browser: Browser) -> None:
    page = browser.open("/contact")
    assert page.evaluate("document.activeElement.className") == "summary-wrong"
    page.keyboard.press("Tab")
    assert "18位" in page.evaluate("document.activeElement.textContent")


def test_a_worker_page_needs_no_script(browser: Browser) -> None:
    page = browser.open("/question", java_script_enabled=False)
    assert not page.locator("[data-listen]").is_visible()
    page.get_by_text("修路架桥").click()
    assert page.get_by_label("修路架桥").is_checked()
    page.get_by_role("button", name="特大").click()
    assert "size=largest" in page.url


def _open_with_a_voice(browser: Browser, path: str) -> Any:
    page = browser.open(path)
    page.add_init_script(f"({_VOICE})()")
    page.reload()
    return page


def test_the_page_is_read_with_its_choices_and_its_button(browser: Browser) -> None:
    page = _open_with_a_voice(browser, "/question")
    page.locator("[data-listen]").click()
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == "您在什么地方干活？"
    assert {"修路架桥", "说不清，帮我判断"} <= set(spoken)
    assert spoken.index("继续") > spoken.index("说不清，帮我判断")


def test_a_second_press_stops_the_voice(browser: Browser) -> None:
    page = _open_with_a_voice(browser, "/question")
    listen = page.locator("[data-listen]")
    listen.click()
    assert listen.get_attribute("aria-pressed") == "true"
    listen.click()
    assert page.evaluate("window.cancelled")
    assert listen.get_attribute("aria-pressed") == "false"


def test_the_listen_button_hides_where_nothing_can_speak(browser: Browser) -> None:
    page = browser.open("/home")
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis")
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    page.reload()
    assert not page.locator("[data-listen]").is_visible()


def test_a_form_goes_off_once(browser: Browser) -> None:
    page = browser.open("/question")
    sent, waiting = page.evaluate("""() => {
        const button = document.querySelector("main .btn-primary");
        let sent = 0;
        addEventListener("submit", (event) => {
            if (!event.defaultPrevented) sent += 1;
            event.preventDefault();
        });
        button.click(); button.click();
        return [sent, button.getAttribute("aria-disabled")];
    }""")
    assert sent == 1
    assert waiting == "true"


def test_the_keys_walk_and_tick_the_queue(browser: Browser) -> None:
    page = browser.open("/queue", size=DESK)
    page.keyboard.press("k")
    page.keyboard.press("j")
    cursor = page.locator("tr.cursor")
    assert cursor.count() == 1
    before = cursor.locator("input").is_checked()
    page.keyboard.press("x")
    assert cursor.locator("input").is_checked() is not before
    page.keyboard.press("Escape")
    assert page.locator("tr.cursor").count() == 0


def test_no_key_fires_inside_a_field(browser: Browser) -> None:
    page = browser.open("/queue", size=DESK)
    start = page.locator("tr.cursor").inner_text()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("jjxk")
    assert page.locator("[name=q]").input_value() == "jjxk"
    assert page.locator("tr.cursor").inner_text() == start


def test_the_keys_can_be_switched_off(browser: Browser) -> None:
    page = browser.open("/queue", size=DESK)
    page.locator("[data-keys-switch]").click()
    start = page.locator("tr.cursor").inner_text()
    page.keyboard.press("j")
    assert page.locator("tr.cursor").inner_text() == start
    assert page.locator("[data-keys-switch]").inner_text() == "打开快捷键"


def test_why_opens_beside_the_page_and_gives_the_focus_back(browser: Browser) -> None:
    page = browser.open("/case", size=DESK)
    link = page.locator("a[data-sheet]").first
    link.click()
    drawer = page.locator("dialog.drawer")
    drawer.wait_for()
    assert "60个工作日" in drawer.inner_text()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    axe(page)
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-sheet')")


def test_why_is_a_link_where_there_is_no_script(browser: Browser) -> None:
    page = browser.open("/case", size=DESK, java_script_enabled=False)
    page.locator("a[data-sheet]").first.click()
    assert page.url.endswith("/why")


def test_an_open_menu_closes_when_the_reader_turns_away(browser: Browser) -> None:
    page = browser.open("/queue", size=DESK)
    menu, account = page.locator("details.chip-menu"), page.locator(".me details")
    menu.locator("summary").click()
    account.locator("summary").click()
    assert menu.get_attribute("open") is None
    page.keyboard.press("Escape")
    assert account.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_print_leaves_the_screen_behind(browser: Browser) -> None:
    page = browser.open("/queue", size=DESK)
    page.emulate_media(media="print")
    for gone in (".bar", ".side", ".chips", ".keyline", ".bulk", "td.tick"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".print-line").is_visible()
