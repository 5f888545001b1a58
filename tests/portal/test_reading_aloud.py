"""Every worker's page can be heard: by a stand-in voice, or from a file where somebody recorded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.portal import walk

pytestmark = pytest.mark.slow

#: Speaks into ``window.spoken``, and like a real one keeps on until it is told to stop.
VOICE = """
window.spoken = []; window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-US", name: "e" }, { lang: "zh-HK", name: "c" },
                    { lang: "zh-CN", name: "m" }],
  speak: (one) => { window.spoken.push(one.text); window.said.push(one); },
  cancel: () => { window.quiet = (window.quiet || 0) + 1; },
} });
"""
NO_VOICE = "Object.defineProperty(window, 'speechSynthesis', { value: undefined })"
ONLY_ENGLISH = VOICE.replace('{ lang: "zh-HK", name: "c" },', "").replace("zh-CN", "fr-FR")
#: A player that keeps what it was given to play.
PLAYER = """
window.played = [];
window.Audio = function (address) {
  window.played.push(address);
  this.play = () => Promise.resolve(); this.pause = () => { window.paused = true; };
};
"""
#: Every control and every sentence that can be seen in the page.
SHOWN = """() => [...document.querySelectorAll(
    "main h1, main h2, main p, main label, main .btn, main a, main summary, main legend")]
  .filter(part => part.getClientRects().length && !part.closest(".steps, .visually-hidden"))
  .map(part => part.textContent.trim().replace(/\\s+/g, "")).filter(Boolean)"""
BEFORE = ("/", "/help", "/centres", "/file/who", "/progress", "/nowhere", "/why/ACC/2026-11-23")
AFTER = ("/receipt", "/file/send", "/progress", "/progress/matter", "/progress/why")
STEPS = ("where", "how_long", "how_much", "how_many", "evidence", "you", "check", "send")


def heard(page, path):
    page.goto(path)
    page.click("[data-listen]")
    return page.evaluate("window.spoken")


def check_heard(page, path):
    spoken = heard(page, path)
    title = page.inner_text("h1").strip()
    assert title in spoken, f"{path}: {spoken}"
    everything = "".join(spoken).replace(" ", "")
    silent = [words for words in page.evaluate(SHOWN) if words not in everything]
    assert not [w for w in silent if not any(c.isdigit() for c in w)], f"{path} leaves out {silent}"
    lead = page.locator("main .btn-primary:visible").first
    if lead.count():
        assert spoken[-1] == lead.inner_text().strip()


def test_every_page_before_the_sending_is_read_whole(browser, client, session):
    walk.city()
    session.commit()
    page = browser.open("/help")
    page.add_init_script(VOICE)
    for path in BEFORE:
        check_heard(page, path)


@pytest.mark.parametrize("step", STEPS)
def test_every_question_is_read_whole(browser, client, session, step):
    walk.city()
    walk.to_step(client, step)
    session.commit()
    page = browser.open("/help", who=client)
    page.add_init_script(VOICE)
    check_heard(page, f"/file/{step.replace('_', '-')}")


def test_every_page_after_the_sending_is_read_whole(browser, client, session):
    walk.city()
    code = walk.code_of(walk.filed(client))
    client.get("lookup.receipt").form().submit({"code": code, "tail": walk.PHONE[-4:]})
    session.commit()
    page = browser.open("/help", who=client)
    page.add_init_script(VOICE)
    for path in AFTER:
        check_heard(page, path)
    assert " ".join(code) in heard(page, "/receipt")


def test_mistakes_are_read_too(browser):
    page = browser.open("/file/who")
    page.add_init_script(VOICE)
    page.goto("/file/who")
    page.click("main .btn-primary")
    page.click("[data-listen]")
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == "有1处要改"
    assert spoken.count("请写谁欠您的钱，写不全也行") == 1


def test_the_voice_speaks_mandarin(browser):
    page = browser.open("/help")
    page.add_init_script(VOICE)
    heard(page, "/help")
    assert page.evaluate("[said[0].voice.name, said[0].lang]") == ["m", "zh-CN"]
    heard(page, "/help?lang=en")
    assert page.evaluate("[said[0].voice.name, said[0].lang]") == ["e", "en-GB"]


@pytest.mark.parametrize("leave", ["location.href = '/centres'", "location.reload()"])
def test_it_falls_silent_on_leaving(browser, leave):
    page = browser.open("/help")
    page.add_init_script(VOICE)
    heard(page, "/help")
    page.evaluate("addEventListener('pagehide', () => { sessionStorage.quiet = quiet; })")
    before = page.evaluate("window.quiet")
    with page.expect_navigation():
        page.evaluate(leave)
    assert int(page.evaluate("sessionStorage.quiet")) == before + 1


def test_it_falls_silent_when_the_form_is_sent(browser):
    page = browser.open("/help")
    page.add_init_script(VOICE)
    heard(page, "/file/who")
    before = page.evaluate("window.quiet")
    page.evaluate("""() => {
        document.querySelector("main form").addEventListener("submit", (e) => e.preventDefault());
        document.querySelector("main .btn-primary").click();
    }""")
    assert page.evaluate("window.quiet") == before + 1
    assert page.get_attribute("[data-listen]", "aria-pressed") == "false"


def test_a_voice_that_fails_goes_away(browser):
    page = browser.open("/help")
    page.add_init_script(VOICE)
    heard(page, "/help")
    page.evaluate("said[0].onerror({ error: 'synthesis-failed' })")
    assert not page.is_visible("[data-listen]")


@pytest.mark.parametrize("script", [NO_VOICE, ONLY_ENGLISH])
def test_without_a_voice_there_is_no_button(browser, script):
    page = browser.open("/help")
    page.add_init_script(script)
    page.goto("/help")
    assert not page.is_visible("[data-listen]")


def test_the_button_is_outside_the_order_of_the_tab_key(browser):
    page = browser.open("/help")
    page.add_init_script(VOICE)
    page.goto("/file/who")
    assert page.get_attribute("[data-listen]", "aria-hidden") == "true"
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.hasAttribute('data-listen')"))
    assert not any(names)


@pytest.fixture
def recorded(app, tmp_path):
    """The application with a folder of its own for static files, where recordings may lie."""
    folder, usual = tmp_path / "static", app.static_folder
    shutil.copytree(Path(usual), folder)
    (folder / "audio").mkdir(exist_ok=True)
    app.static_folder = str(folder)
    yield folder / "audio"
    app.static_folder = usual


def test_a_recording_is_played_where_somebody_made_one(browser, recorded):
    (recorded / "hall.help.m4a").write_bytes(b"sound")
    page = browser.open("/help")
    page.add_init_script(NO_VOICE)
    page.add_init_script(PLAYER)
    page.goto("/help")
    page.click("[data-listen]")
    [played] = page.evaluate("window.played")
    assert played.startswith("/static/audio/hall.help.m4a")
    page.goto("/centres")
    assert not page.is_visible("[data-listen]")


def test_a_recording_has_its_page_and_its_language(client, session, recorded):
    def address(query=None):
        page = client.get("hall.help", query=query)
        return page.tree.css_first("[data-listen]").attributes.get("data-audio", "")

    assert not address()
    (recorded / "hall.help.mp3").write_bytes(b"sound")
    assert address().startswith("/static/audio/hall.help.mp3")
    assert not address({"lang": "en"})
    (recorded / "hall.help.en.m4a").write_bytes(b"sound")
    assert address({"lang": "en"}).startswith("/static/audio/hall.help.en.m4a")
    missing = client.ask("GET", "/why/ACC/nonsense")
    assert "data-audio" not in missing.tree.css_first("[data-listen]").attributes


def test_who_asked_for_more_contrast_gets_it(browser):
    page = browser.open("/help", contrast="more")
    colours = "getComputedStyle(document.documentElement).getPropertyValue('--ink-500')"
    assert page.evaluate(colours).strip() == "#141C28"
