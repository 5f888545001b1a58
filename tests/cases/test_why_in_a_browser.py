"""The sheet of a date fits each screen, and its print leaves the screen behind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.factories import cases
from tests.fixtures.browser import DESK, PHONE, axe


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_sheet_of_a_date_fits_the_screen_and_the_paper(
    browser: Any, officer: Any, session: Any, size: Any
) -> None:
    clock = cases.clock(start_on=date(2026, 9, 18))
    session.commit()

    page = browser.open(f"/cases/clocks/{clock.id}/why", size=size, who=officer(role="inspector"))

    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    axe(page)
    page.emulate_media(media="print")
    assert not page.locator(".bar").first.is_visible()
    assert page.locator(".print-line").is_visible()
    assert page.locator(".day-due").first.is_visible()
