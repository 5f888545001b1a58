"""The counter's receipt in Chromium: a print button, and one sheet of A4 with room to sign."""

from __future__ import annotations

from typing import Any

from tests.factories import intake
from tests.fixtures.browser import DESK, axe
from tests.portal import walk

#: A4 less the margins of the sheet, in CSS pixels.
A4 = {"width": 688, "height": 1016}


def test_it_prints_on_one_sheet_with_place_for_seal_and_signatures(
    browser: Any, officer: Any, session: Any
) -> None:
    walk.city()
    complaint = intake.complaint()
    session.commit()
    page = browser.open(f"/intake/{complaint.id}/receipt", size=DESK, who=officer(role="clerk"))
    axe(page)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="打印").click()
    assert page.title() == "printed"

    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="打印").is_visible()
    for words in ("经办人签名", "本人签名", "（盖章）"):
        assert page.get_by_text(words).is_visible()
    sheet = page.locator(".receipt-sheet").bounding_box()
    assert sheet["y"] + sheet["height"] <= A4["height"]
    size = page.locator(".receipt-code").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 32
