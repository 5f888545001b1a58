"""The page on which somebody decides, and the two texts beside each other, on each width."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.approvals.kinds import ALL
from tests.fixtures.browser import Browser, axe, leave

WIDTHS = (360, 768, 1440)
SHOWN = [kind for kind in ALL if kind.name in ("paper", "claim", "referral")]


@pytest.mark.parametrize("kind", SHOWN, ids=[kind.name for kind in SHOWN])
def test_the_decision_fits_every_width_before_and_after_a_change(
    browser: Browser, officer: Any, session: Any, kind: Any
) -> None:
    row = kind.make()
    head = officer(role=kind.role)
    address = kind.address(row)
    page = browser.open(head.url(address.pop("target"), **address), who=head)
    _fits(page, f"{kind.name}-before")
    kind.change(row)
    session.commit()
    name = "批准移送" if kind.name == "referral" else "批准"
    leave(page, page.get_by_role("button", name=name, exact=True))
    page.wait_for_selector(".conflict .differs")
    _fits(page, f"{kind.name}-after")
    axe(page)


def _fits(page: Any, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
