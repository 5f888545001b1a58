"""Areas, units and service centres: the city and its district 演示区, unless the test says else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.ground.offices.models import Area, Centre, Unit
from casework.ground.offices.terms import AreaKind, Department
from casework.kernel.database import db

CITY = "371300"
HOME = "371302"
ELSEWHERE = "371311"
_NAMES = {
    CITY: ("演示市", "Demo City", ""),
    HOME: ("演示一区", "Demo District One", "甲"),
    ELSEWHERE: ("演示二区", "Demo District Two", "乙"),
}


def area(*, code: str = HOME, kind: AreaKind | None = None, **values: Any) -> Area:
    """The area with this code; made, below the city, when it is not there yet."""
    found = db.session.scalars(select(Area).where(Area.code == code)).one_or_none()
    if found is not None:
        return found
    is_city = code == CITY
    zh, en, short = _NAMES.get(code, (f"演示{code}", f"Demo {code}", "丙"))
    given = {"name_zh": zh, "name_en": en, "short": short, "position": int(code[-2:]), **values}
    made = Area(
        code=code,
        kind=kind or (AreaKind.CITY if is_city else AreaKind.COUNTY),
        parent_id=None if is_city else area(code=CITY).id,
        **given,
    )
    return _kept(made)


def unit(
    *, area_code: str = HOME, department: Department = Department.HUMAN_RESOURCES, **values: Any
) -> Unit:
    """The department's unit in an area; made when it is not there yet."""
    place = area(code=area_code)
    query = select(Unit).where(Unit.area_id == place.id, Unit.department == department)
    found = db.session.scalars(query).one_or_none()
    if found is not None:
        return found
    names = {
        "name_zh": f"{place.name_zh}{department.zh}局",
        "name_en": f"{place.name_en} {department.en}",
        "authority": f"{place.name_zh}{department.zh}局",
    }
    return _kept(Unit(area_id=place.id, department=department, **{**names, **values}))


def centre(*, area_code: str = HOME, **values: Any) -> Centre:
    """The area's service centre; made when there is none of this name yet."""
    place = area(code=area_code)
    given = {
        "name_zh": f"{place.name_zh}服务中心",
        "name_en": f"{place.name_en} service centre",
        "address": "演示路1号",
        "phone": "0539-0000000",
    }
    given = {**given, **values}
    query = select(Centre).where(Centre.name_zh == given["name_zh"])
    found = db.session.scalars(query).one_or_none()
    return found or _kept(Centre(area_id=place.id, **given))


def centre_in(*, area: str = HOME) -> Centre:
    """A service centre in the area with this code."""
    return centre(area_code=area)


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
