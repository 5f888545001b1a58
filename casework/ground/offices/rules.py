"""Reading the tables that seed the offices: text of comma-separated values to frozen entries."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TypeVar

from casework.ground.offices.terms import (
    AreaEntry,
    AreaKind,
    BodyEntry,
    BodyKind,
    CentreEntry,
    Department,
    UnitEntry,
)

E = TypeVar("E")


class DoubledEntry(ValueError):
    """Two rows of a seed name the same thing, or two areas share a mark for their papers."""


def read_areas(text: str) -> list[AreaEntry]:
    """The city and the areas that handle cases, in their usual order. Raises DoubledEntry."""
    areas = [
        AreaEntry(
            code=row["code"],
            kind=AreaKind(row["kind"]),
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            short=row["short"],
            parent=row["parent"],
        )
        for row in csv.DictReader(StringIO(text))
    ]
    _must_differ([area.code for area in areas])
    # papers of two areas with one mark would carry the same numbers
    _must_differ([area.short for area in areas])
    return areas


def read_towns(text: str) -> list[AreaEntry]:
    """Towns, each below the county or zone that handles its cases. Raises DoubledEntry."""
    towns = [
        AreaEntry(
            code=row["code"],
            kind=AreaKind.TOWN,
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            short="",
            parent=row["area"],
        )
        for row in csv.DictReader(StringIO(text))
    ]
    _must_differ([town.code for town in towns])
    return towns


def read_units(text: str) -> list[UnitEntry]:
    """One unit for each department of each area. Raises DoubledEntry."""
    units = [
        UnitEntry(
            area=row["area"],
            department=Department(row["department"]),
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            authority=row["authority"],
        )
        for row in csv.DictReader(StringIO(text))
    ]
    _must_differ([(unit.area, unit.department) for unit in units])
    _must_differ([unit.authority for unit in units])
    return units


def read_centres(text: str) -> list[CentreEntry]:
    """Service centres. Raises DoubledEntry."""
    centres = [CentreEntry(**row) for row in csv.DictReader(StringIO(text))]
    _must_differ([centre.name_zh for centre in centres])
    return centres


def read_bodies(text: str) -> list[BodyEntry]:
    """Bodies to send a matter on to, one of each kind in an area. Raises DoubledEntry."""
    bodies = [
        BodyEntry(
            area=row["area"],
            kind=BodyKind(row["kind"]),
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            address=row["address"],
            phone=row["phone"],
            confirmed=row["confirmed"] == "yes",
        )
        for row in csv.DictReader(StringIO(text))
    ]
    _must_differ([(body.area, body.kind) for body in bodies])
    return bodies


def _must_differ(keys: list[E]) -> None:
    if len(set(keys)) < len(keys):
        doubled = sorted({str(key) for key in keys if keys.count(key) > 1})
        raise DoubledEntry(", ".join(doubled))
