"""The map of responsibility, as its seed tells it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from casework.ground.offices import actions, queries, rules
from casework.ground.offices.models import Area, Centre, Unit
from casework.ground.offices.terms import AreaKind, Department, Reach, Scope
from casework.kernel.terms import Missing, language
from tests.conftest import NOW

_HEAD = "code,kind,name_zh,name_en,short,parent\n"


def _count(session: Any, model: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(model)))


def test_a_first_start_knows_sixteen_areas_and_their_departments(session: Any) -> None:
    kinds = [area.kind for area in queries.handling_areas()]
    assert kinds == [AreaKind.CITY] + [AreaKind.COUNTY] * 12 + [AreaKind.ZONE] * 3
    assert len(queries.units()) == 16 * len(Department)


def test_loading_the_seed_again_changes_nothing(session: Any) -> None:
    before = [_count(session, model) for model in (Area, Unit, Centre)]

    added = actions.load_seed(now=NOW)

    assert added == 0
    assert [_count(session, model) for model in (Area, Unit, Centre)] == before


def test_what_an_office_has_corrected_is_not_overwritten(session: Any) -> None:
    lanshan = queries.area_by_code("371302")
    unit = queries.unit_of(lanshan.id, Department.HUMAN_RESOURCES)
    unit.authority = "演示综合行政执法局"
    session.flush()

    actions.load_seed(now=NOW)

    session.refresh(unit)
    assert unit.authority == "演示综合行政执法局"


def test_a_row_that_is_missing_is_added(session: Any) -> None:
    session.delete(queries.centres()[0])
    session.flush()

    assert actions.load_seed(now=NOW) == 1


def test_towns_of_a_zone_belong_to_the_zone_and_not_to_the_county_of_their_code(
    session: Any,
) -> None:
    zone = queries.area_by_code("LY-JK")
    assert [town.name_zh for town in queries.towns(zone.id)] == [
        "芝麻墩街道",
        "梅家埠街道",
        "朝阳街道",
    ]
    hedong = queries.area_by_code("371312")
    assert "芝麻墩街道" not in [town.name_zh for town in queries.towns(hedong.id)]


def test_every_town_stands_below_an_area_that_handles_cases(session: Any) -> None:
    handling = {area.id for area in queries.handling_areas()}
    parents = set(session.scalars(select(Area.parent_id).where(Area.kind == AreaKind.TOWN)))
    assert parents <= handling
    assert session.scalar(select(func.count()).where(Area.kind == AreaKind.TOWN)) == 156


def test_each_area_has_its_own_mark_for_papers(session: Any) -> None:
    marks = [area.short for area in queries.handling_areas()]
    assert len(set(marks)) == len(marks)
    assert all(len(mark) == 1 for mark in marks)


def test_each_county_and_zone_has_one_service_centre(session: Any) -> None:
    areas = [centre.area_id for centre in queries.centres()]
    assert sorted(areas) == sorted(area.id for area in queries.counties())


def test_every_name_has_both_languages(session: Any) -> None:
    token = language.set("en")
    try:
        shown = [queries.name(record) for record in [*queries.units(), *queries.centres()]]
    finally:
        language.reset(token)
    assert all(name.isascii() for name in shown)


@pytest.mark.parametrize(
    ("rows", "doubled"),
    [
        ("1,city,甲,A,甲,\n1,county,乙,B,乙,1\n", "1"),
        ("1,city,甲,A,同,\n2,county,乙,B,同,1\n", "同"),
    ],
)
def test_a_seed_with_doubles_is_refused(rows: str, doubled: str) -> None:
    with pytest.raises(rules.DoubledEntry, match=doubled):
        rules.read_areas(_HEAD + rows)


def test_a_seed_with_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="village"):
        rules.read_areas(_HEAD + "1,village,甲,A,甲,\n")


def test_what_is_not_there_is_missing(session: Any) -> None:
    for ask in (
        lambda: queries.area(1),
        lambda: queries.area_by_code("nowhere"),
        lambda: queries.unit(1),
        lambda: queries.unit_of(1, Department.POLICE),
        lambda: queries.centre(1),
    ):
        with pytest.raises(Missing):
            ask()


def test_a_reach_narrows_units(session: Any) -> None:
    lanshan = queries.area_by_code("371302")
    police = queries.unit_of(lanshan.id, Department.POLICE)

    def seen(scope: Scope) -> int:
        return len(queries.units(reach=Reach(scope, lanshan.id, police.id)))

    assert (seen(Scope.UNIT), seen(Scope.COUNTY), seen(Scope.CITY)) == (1, 7, 112)
