"""A city in bulk for tests: how it is loaded, and all its rows as they can be compared."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from casework.cli.demo import a_scratch, turn
from casework.demo.city import building, casting, moulds, stories
from casework.demo.city.stories import Story
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Area, Centre, Unit
from casework.kernel.database import db
from casework.procedure.advances.models import Fund
from tests.conftest import NOW

#: Files have keys and stamps of their own; the rest of these is made by the page's own action.
_NOT_COMPARED = {("paper", "file_key"), ("paper", "sha256")}


def load(
    app: Flask,
    place: Path,
    *,
    count: int,
    more: bool = False,
    told: Sequence[Story] = stories.STORIES,
) -> None:
    wanted = building.Wanted(count, seed=7, more=more, told=told)
    with a_scratch(app.extensions["settings"]) as scratch:
        means = building.Means(scratch, turn, lambda part, done, total: None)
        building.load(wanted, sign_ins=place / "sign-ins.txt", means=means, now=NOW)


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of the matters, sealed fields opened."""
    for mapper in db.Model.registry.mappers:  # type: ignore[attr-defined]
        table = mapper.local_table
        if table.name in (*casting.GROUND, *moulds.LEFT_OUT, "key_check"):
            continue
        for record in db.session.scalars(select(mapper.class_)):
            row = {
                column.name: getattr(record, mapper.get_property_by_column(column).key)
                for column in table.columns
            }
            names = [name.removesuffix("_sealed") for name in row if name.endswith("_sealed")]
            opened = {name: getattr(record, name) for name in names}
            yield table.name, {**_compared(table.name, row), **opened}


def _compared(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if not name.endswith("_sealed") and (table, name) not in _NOT_COMPARED
    }


def digest() -> str:
    """Of all rows, with what was there before under its own name instead of its id."""
    known = _names_of_the_ground()
    words = []
    for table, row in rows():
        if table == "fund_movement" and row["advance_id"] is None:
            continue
        if table == "reading" and row["what"] == "account_made":
            continue
        plain = json.dumps([table, row], default=str, ensure_ascii=False, sort_keys=True)
        words.append(re.sub(r"\d{15,}", lambda hit: known.get(hit[0], hit[0]), plain))
    return hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()


def _names_of_the_ground() -> dict[str, str]:
    areas = {area.id: area.code for area in db.session.scalars(select(Area))}
    known = {str(number): code for number, code in areas.items()}
    known |= {str(o.id): o.login for o in db.session.scalars(select(Officer))}
    units = db.session.scalars(select(Unit))
    known |= {str(unit.id): f"{areas[unit.area_id]} {unit.department}" for unit in units}
    known |= {str(c.id): c.name_zh for c in db.session.scalars(select(Centre))}
    return known | {str(f.id): f"fund {areas[f.area_id]}" for f in db.session.scalars(select(Fund))}
