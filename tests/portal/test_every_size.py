"""Elder mode: every page of a worker in every size, on the narrowest phone and enlarged twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from casework.ground.ledger.actions import holding
from casework.ground.parties import actions as parties
from casework.kernel.money import Money
from casework.web.tabs import WorkerPages
from tests.factories import cases, identity, ledger
from tests.fixtures import soak
from tests.fixtures.browser import axe
from tests.house.subjects import rules_of
from tests.portal import proving, walk

pytestmark = pytest.mark.slow

NARROW = {"width": 320, "height": 740}
#: A screen of 1280 px that shows everything twice as large.
ENLARGED = {"width": 640, "height": 450}
LEAST_TARGET = {"standard": 44, "large": 60, "largest": 60}
_ARGUMENTS = {"rule": "ACC", "start": "2026-11-23"}
_SMALL = """least => [...document.querySelectorAll(
    "a:not(.skip), button, summary, label.choice, select, textarea, "
    + "input:not([type=hidden]):not([type=radio])")]
  .map(part => part.closest(".form-check, .choice") || part)
  .filter(part => part.offsetHeight && part.getBoundingClientRect().height < least - 0.5)
  .map(part => part.outerHTML.slice(0, 160))"""
_WIDER = "document.documentElement.scrollWidth - innerWidth"
_EMPTY = """document.querySelectorAll("main input, main textarea").forEach((field) => {
  if (field.type === "checkbox" || field.type === "radio") field.checked = false;
  else if (field.type !== "hidden" && field.type !== "file") field.value = "";
})"""


def paths(app):
    """Every page that is open to everybody, with a value for each argument that is known."""
    return [
        rule.build({name: _ARGUMENTS[name] for name in rule.arguments})[1]
        for rule in rules_of(app, method="GET")
        if isinstance(app.blueprints.get(rule.endpoint.rpartition(".")[0]), WorkerPages)
        and app.view_functions[rule.endpoint].permissions == ("public",)
        and rule.arguments <= set(_ARGUMENTS)
    ]


def faults(page: Any, name: str) -> Iterator[str]:
    """In each size: no scrolling sideways, targets large enough, readable by everybody."""
    for size, least in LEAST_TARGET.items():
        page.evaluate(f"document.documentElement.dataset.size = '{size}'")
        for small in page.evaluate(_SMALL, least):
            yield f"{name}, {size}: too small to press: {small}"
        for width in (NARROW, ENLARGED):
            page.set_viewport_size(width)
            if page.evaluate(_WIDER) > 0:
                yield f"{name}, {size}: wider than {width['width']} px"
        page.set_viewport_size(NARROW)
    # what it looks for is the same in both languages
    if soak.of(page.evaluate("document.documentElement.lang") != "en", True):
        axe(page)


def nobody(client):
    return client


def halfway(client):
    walk.to_step(client, "check")
    return client


def handed_in(client):
    code = walk.code_of(walk.filed(client))
    client.get("lookup.receipt").form().submit({"code": code, "tail": walk.PHONE[-4:]})
    return client


def noting(client):
    """In a log of his own, with a day that was corrected."""
    client.get("logbook.new").form().submit({"phone": walk.PHONE})
    page = client.get("logbook.day").form().submit({"overtime": "2", "site": "演示路工地"})
    page.click(page.one(".day-notes a")).form().submit({"worked": "half"})
    return client


def waited_for(client):
    """Proven, with money that lies there for him and money that was paid already."""
    worker = parties.register_worker(name="王伟（示例）", id_number=walk.ID_NUMBER,
                                     phone=walk.PHONE, now=client.now)  # fmt: skip
    line = cases.line(worker_id=worker.id, verified=Money.yuan(10_000))
    ledger.batch(line=line, yuan=6_000)
    holding.hold_money(line, amount=Money.yuan(4_000), reason="银行退票", place="专户（演示）",
                       by=identity.officer(role="fund_officer"), now=client.now)  # fmt: skip
    typed = {"phone": walk.PHONE, "tail": walk.ID_NUMBER[-6:]}
    page = client.get("waiting.money").form().submit(typed)
    page.form().submit({"code": proving.last_code()})
    return client


#: Where somebody who has begun sees other pages than who has not.
_OWN = {
    nobody: ("",),
    halfway: ("/file", "/group"),
    handed_in: ("/progress", "/receipt"),
    noting: ("/days",),
    waited_for: ("/money", "/progress/money"),
}


@pytest.mark.longer
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("who", _OWN)
def test_every_page_fits_in_every_size(browser, client, who, language):
    walk.city()
    who(client)
    page = browser.open(f"/help?lang={language}", size=NARROW, who=client)
    seen, wrong = set(), []
    begins = soak.of(_OWN[who], ("",))
    for path in (one for one in [*paths(client.app), "/nowhere"] if one.startswith(begins)):
        page.goto(path)
        where = page.evaluate("location.pathname")
        if where not in seen:
            seen.add(where)
            wrong += faults(page, where)
    assert seen
    assert not wrong, "\n".join(wrong)


@pytest.mark.longer
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_with_mistakes_fits_too(browser, client, language):
    walk.city()
    noting(halfway(client))
    page = browser.open(f"/help?lang={language}", size=NARROW, who=client)
    wrong: list[str] = []
    asking = ("/file/", "/days/", "/money", "/progress")
    for path in (p for p in paths(client.app) if p.startswith(asking)):
        page.goto(path)
        lead = page.locator("main form .btn-primary[type=submit]")
        if path == "/file/send" or not lead.count():
            continue
        page.evaluate(_EMPTY)
        with page.expect_navigation():
            lead.first.click()
        if page.locator(".summary-wrong").count():
            wrong += faults(page, f"{path} with mistakes")
    assert not wrong, "\n".join(wrong)
