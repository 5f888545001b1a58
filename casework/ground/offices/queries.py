"""Ask: areas, units, centres; and narrowing a query to what a reader may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select, true

from casework.ground.offices.models import Area, Centre, ReceivingBody, Unit
from casework.ground.offices.terms import AreaKind, Department, Reach, Scope
from casework.kernel.database import db
from casework.kernel.terms import Missing

HANDLING = (AreaKind.CITY, AreaKind.COUNTY, AreaKind.ZONE)


def within(reach: Reach, *, area: Any, unit: Any = None) -> ColumnElement[bool]:
    """The condition that keeps a query inside a reach. A missing ``unit`` column means county."""
    if reach.scope is Scope.CITY:
        return true()
    if reach.scope is Scope.UNIT and unit is not None:
        condition: ColumnElement[bool] = unit == reach.unit_id
        return condition
    own_area: ColumnElement[bool] = area == reach.area_id
    return own_area


def covers(reach: Reach, *, area_id: int, unit_id: int) -> bool:
    """Whether a reach holds one thing of this area and unit: ``within``, said of one row."""
    if reach.scope is Scope.CITY:
        return True
    if reach.scope is Scope.UNIT:
        return unit_id == reach.unit_id
    return area_id == reach.area_id


def name(record: Area | Unit | Centre | ReceivingBody) -> str:
    """The name in the reader's language."""
    return record.label


def area(area_id: int) -> Area:
    """Raises Missing."""
    found = db.session.get(Area, area_id)
    if found is None:
        raise Missing
    return found


def area_by_code(code: str) -> Area:
    """Raises Missing."""
    found = db.session.scalars(select(Area).where(Area.code == code)).one_or_none()
    if found is None:
        raise Missing
    return found


def government_over(area_id: int) -> str:
    """The government that reviews what an office of this area decides, by its full name.

    A development zone has none of its own: it is the city's (行政复议法24). Raises Missing.
    """
    found = area(area_id)
    above = area(found.parent_id) if found.parent_id is not None else None
    names = {AreaKind.ZONE: above.name_zh if above else "", AreaKind.CITY: found.name_zh}
    return f"{names.get(found.kind) or (above.name_zh if above else '') + found.name_zh}人民政府"


def handling_areas(*, reach: Reach | None = None) -> list[Area]:
    """The city itself, its counties and zones, in their usual order."""
    query = select(Area).where(Area.kind.in_(HANDLING)).order_by(Area.position, Area.id)
    if reach is not None:
        query = query.where(within(reach, area=Area.id))
    return list(db.session.scalars(query))


def counties() -> list[Area]:
    """The areas that handle complaints: counties and zones."""
    return [found for found in handling_areas() if found.kind is not AreaKind.CITY]


def towns(area_id: int) -> list[Area]:
    query = select(Area).where(Area.parent_id == area_id, Area.kind == AreaKind.TOWN)
    return list(db.session.scalars(query.order_by(Area.code)))


def unit(unit_id: int) -> Unit:
    """Raises Missing."""
    found = db.session.get(Unit, unit_id)
    if found is None:
        raise Missing
    return found


def unit_of(area_id: int, department: Department) -> Unit:
    """The department's unit in an area. Raises Missing."""
    query = select(Unit).where(Unit.area_id == area_id, Unit.department == department)
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def units(*, reach: Reach | None = None) -> list[Unit]:
    query = select(Unit).join(Area).order_by(Area.position, Unit.id)
    if reach is not None:
        query = query.where(within(reach, area=Unit.area_id, unit=Unit.id))
    return list(db.session.scalars(query))


def centre(centre_id: int) -> Centre:
    """Raises Missing."""
    found = db.session.get(Centre, centre_id)
    if found is None:
        raise Missing
    return found


def find_centre_of(area_id: int) -> Centre | None:
    """The service centre of an area, the first one where it has several."""
    query = select(Centre).where(Centre.area_id == area_id).order_by(Centre.id).limit(1)
    return db.session.scalars(query).first()


def centres() -> list[Centre]:
    return list(db.session.scalars(select(Centre).join(Area).order_by(Area.position)))


def bodies(area_id: int) -> list[ReceivingBody]:
    """The bodies of an area to which a matter may be sent on."""
    query = select(ReceivingBody).where(ReceivingBody.area_id == area_id)
    return list(db.session.scalars(query.order_by(ReceivingBody.id)))


def find_body(body_id: int, *, area_id: int) -> ReceivingBody | None:
    found = db.session.get(ReceivingBody, body_id)
    return found if found is not None and found.area_id == area_id else None
