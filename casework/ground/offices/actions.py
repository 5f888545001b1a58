"""Do: load the map of responsibility from its seed.

The tables under ``config/offices`` are only the beginning: what stands in the database is what
counts, so a row that is there is never overwritten. The marks for paper numbers, the names that
sign and the telephones are settings: put in your own before the first load, or change the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from casework.ground.offices import rules
from casework.ground.offices.models import Area, Centre, ReceivingBody, Unit
from casework.ground.offices.terms import AreaEntry, BodyEntry, CentreEntry, UnitEntry
from casework.kernel.database import db, new_id

_SEED = Path(__file__).resolve().parents[3] / "config" / "offices"


def load_seed(*, now: datetime) -> int:
    """Adds every area, unit and centre that is not there yet; answers how many it added."""
    areas = rules.read_areas(_text("areas")) + rules.read_towns(_text("towns"))
    added = _add_areas(areas)
    added += _add_units(rules.read_units(_text("units")))
    added += _add_bodies(rules.read_bodies(_text("bodies")))
    return added + _add_centres(rules.read_centres(_text("centres")))


def seeded_areas() -> list[str]:
    """The codes of the city and the areas that handle cases."""
    return [area.code for area in rules.read_areas(_text("areas"))]


def _text(name: str) -> str:
    return (_SEED / f"{name}.csv").read_text(encoding="utf-8")


def _add_areas(entries: Iterable[AreaEntry]) -> int:
    known = _area_ids()
    added = 0
    for position, entry in enumerate(entries):
        if entry.code in known:
            continue
        area = Area(
            code=entry.code,
            kind=entry.kind,
            name_zh=entry.name_zh,
            name_en=entry.name_en,
            short=entry.short,
            parent_id=known.get(entry.parent),
            position=position,
        )
        db.session.add(area)
        known[entry.code] = area.id
        added += 1
    db.session.flush()
    return added


def _add_units(entries: Iterable[UnitEntry]) -> int:
    areas = _area_ids()
    known = set(db.session.execute(select(Unit.area_id, Unit.department)).tuples())
    fresh = [entry for entry in entries if (areas[entry.area], entry.department) not in known]
    # ids of one instant are drawn at random; sorted, they keep the order of the seed
    ids = sorted(new_id() for _ in fresh)
    db.session.add_all(
        Unit(
            id=row_id,
            area_id=areas[entry.area],
            department=entry.department,
            name_zh=entry.name_zh,
            name_en=entry.name_en,
            authority=entry.authority,
        )
        for row_id, entry in zip(ids, fresh, strict=True)
    )
    db.session.flush()
    return len(fresh)


def _add_bodies(entries: Iterable[BodyEntry]) -> int:
    """Address and telephone are open in the seed: whoever sends a matter on must ask for them."""
    areas = _area_ids()
    known = set(db.session.execute(select(ReceivingBody.area_id, ReceivingBody.kind)).tuples())
    fresh = [entry for entry in entries if (areas[entry.area], entry.kind) not in known]
    db.session.add_all(
        ReceivingBody(
            area_id=areas[entry.area],
            kind=entry.kind,
            name_zh=entry.name_zh,
            name_en=entry.name_en,
            address=entry.address,
            phone=entry.phone,
            confirmed=entry.confirmed,
        )
        for entry in fresh
    )
    db.session.flush()
    return len(fresh)


def _add_centres(entries: Iterable[CentreEntry]) -> int:
    """An area that has a centre gets no other: the one of the seed may have been renamed."""
    areas = _area_ids()
    known = set(db.session.scalars(select(Centre.area_id)))
    fresh = [entry for entry in entries if areas[entry.area] not in known]
    db.session.add_all(
        Centre(
            area_id=areas[entry.area],
            name_zh=entry.name_zh,
            name_en=entry.name_en,
            address=entry.address,
            phone=entry.phone,
        )
        for entry in fresh
    )
    db.session.flush()
    return len(fresh)


def _area_ids() -> dict[str, int]:
    return dict(db.session.execute(select(Area.code, Area.id)).tuples().all())
