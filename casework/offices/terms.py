"""Words of places and departments, and how far a reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class AreaKind(LabelEnum):
    """Levels of administration; a zone handles cases like a county but has no county code."""

    CITY = "city", "市", "city"
    COUNTY = "county", "县区", "county or district"
    ZONE = "zone", "开发区", "development zone"
    TOWN = "town", "镇街", "town"


class Department(LabelEnum):
    """The seven departments of the rights plan; human resources leads."""

    HUMAN_RESOURCES = "human_resources", "人社", "human resources"
    HOUSING = "housing", "住建", "housing and construction"
    TRANSPORT = "transport", "交通运输", "transport"
    WATER = "water", "水利", "water resources"
    POLICE = "police", "公安", "public security"
    FINANCE = "finance", "财政", "finance"
    UNION = "union", "总工会", "trade union"


class Scope(LabelEnum):
    """How far a permission reaches."""

    UNIT = "unit", "本单位", "own unit"
    COUNTY = "county", "本县区", "own county"
    CITY = "city", "全市", "whole city"


@dataclass(frozen=True)
class Reach:
    """What a reader may see: rows of one unit, of one county, or all.

    Queries take it and narrow by it, so that what lies outside is simply not there.
    """

    scope: Scope
    area_id: int
    unit_id: int

    @property
    def whole_city(self) -> bool:
        return self.scope is Scope.CITY


@dataclass(frozen=True)
class AreaEntry:
    """One row of the seed: an area, and the code of the one above it."""

    code: str
    kind: AreaKind
    name_zh: str
    name_en: str
    short: str
    parent: str


@dataclass(frozen=True)
class UnitEntry:
    """One row of the seed: a department in an area, and the name that it signs with."""

    area: str
    department: Department
    name_zh: str
    name_en: str
    authority: str


@dataclass(frozen=True)
class CentreEntry:
    """One row of the seed: a service centre in an area."""

    area: str
    name_zh: str
    name_en: str
    address: str
    phone: str
