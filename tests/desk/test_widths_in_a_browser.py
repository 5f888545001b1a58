"""The bar and the heads of tables on every width of an office, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from casework.kernel.money import Money
from tests.factories import cases

WIDTHS = (360, 560, 767, 768, 900, 1099, 1100, 1280, 1399, 1440)
#: The ends of every room's words are on the page, on one line, and nothing lies over them.
_COVERED = """() => [...document.querySelectorAll(
    '.bar nav a, .bar .lang, .bar summary, .bar .search input')].filter(link => {
    const box = link.getBoundingClientRect(), y = box.top + box.height / 2;
    const seen = [box.left + 2, box.right - 2].map(x => document.elementFromPoint(x, y));
    return box.height > 60 || seen.some(found => !link.contains(found));
}).map(link => link.textContent || link.name)"""
#: The heads that break inside a word: a word of Chinese is what has no space in it.
_BROKEN = r"""() => [...document.querySelectorAll('.list thead th')].filter(head => {
    const walk = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode())
        for (const word of text.data.matchAll(/[^\s（]+/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1)
                return true;
        }
    return false;
}).map(head => head.textContent)"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_room_and_every_head_is_seen_whole(
    browser: Any, session: Any, officer: Any, language: str
) -> None:
    case = cases.case(people=43)
    case.claimed = case.verified = case.paid = Money.yuan(1_184_500)
    cases.clock(case=case)
    client = officer(role="squad_head")
    session.commit()
    page = browser.open(f"/desk/cases?lang={language}", who=client)
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong[width] = page.evaluate(_COVERED) + page.evaluate(_BROKEN)
    assert not any(wrong.values()), wrong
