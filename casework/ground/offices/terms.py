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


class BodyKind(LabelEnum):
    """Bodies to which a matter goes that is not for labour inspection."""

    ARBITRATION = "arbitration", "劳动人事争议仲裁委员会", "labour arbitration commission"
    COURT = "court", "人民法院", "people's court"
    SOCIAL_INSURANCE = "social_insurance", "社会保险经办机构", "social insurance agency"
    HOUSING = "housing", "住房和城乡建设部门", "housing and construction"
    TRANSPORT = "transport", "交通运输部门", "transport"
    WATER = "water", "水利部门", "water resources"


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


@dataclass(frozen=True)
class BodyEntry:
    """One row of the seed: a body of an area to which a matter may be sent on."""

    area: str
    kind: BodyKind
    name_zh: str
    name_en: str
    address: str
    phone: str
    confirmed: bool
