"""Which government reviews what an office decides, 行政复议法24."""

from __future__ import annotations

from typing import Any

import pytest

from casework.ground.offices import queries
from casework.ground.offices.terms import AreaKind


@pytest.mark.parametrize(
    ("code", "government"),
    [
        ("371302", "临沂市兰山区人民政府"),
        ("371323", "临沂市沂水县人民政府"),
        ("371300", "临沂市人民政府"),
        ("371371", "临沂市人民政府"),
        ("LY-JK", "临沂市人民政府"),
        ("LY-LG", "临沂市人民政府"),
    ],
)
def test_a_zone_has_no_government_of_its_own(session: Any, code: str, government: str) -> None:
    assert queries.government_over(queries.area_by_code(code).id) == government


def test_every_area_that_handles_cases_has_one(session: Any) -> None:
    for area in queries.handling_areas():
        named = queries.government_over(area.id)
        assert named.endswith("人民政府")
        assert "开发区" not in named or area.kind is not AreaKind.ZONE
