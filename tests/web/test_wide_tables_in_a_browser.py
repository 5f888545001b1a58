"""No column is hidden: the wide tables fit the screens of offices, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from casework.kernel.money import Money
from tests.factories import cases, offices

pytestmark = pytest.mark.slow

#: What a table would have to be scrolled by, in pixels.
_HIDDEN = """() => [...document.querySelectorAll('.table-wrap')]
    .map(wrap => wrap.scrollWidth - wrap.clientWidth).filter(more => more > 1)"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_the_last_column_of_the_board_is_seen(
    browser: Any, session: Any, officer: Any, width: int, language: str
) -> None:
    for code in ("371302", "371311", "LY-JK"):
        case = cases.case(area=code, people=87)
        case.claimed = case.paid = Money.yuan(12_345_678)
    client = officer(role="city_supervisor", area=offices.CITY)
    session.commit()
    size = {"width": width, "height": 900}
    page = browser.open(f"/reports/board?lang={language}", size=size, who=client)
    assert page.evaluate(_HIDDEN) == []
