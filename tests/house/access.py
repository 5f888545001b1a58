"""Who may open what: the reviewed table, and how to propose a new one.

``access.csv`` is the expectation, kept apart from the code: one row per endpoint, one column per
role, ``+`` where the role may. After adding a route, propose its row and read what changed:

    python -m tests.house.access && git diff tests/house/access.csv
"""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask

from casework.ground.identity.terms import ROLES, Role

TABLE = Path(__file__).with_name("access.csv")
COLUMNS = ("endpoint", "stranger", *(role.value for role in Role))
MAY = "+"


def expected() -> dict[str, dict[str, bool]]:
    """The reviewed table: endpoint, then who, then whether."""
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["endpoint"]: {who: row[who] == MAY for who in COLUMNS[1:]} for row in rows}


def declared(app: Flask) -> dict[str, dict[str, bool]]:
    """What the routes themselves say."""
    return {
        endpoint: {who: _may(view.permissions, who) for who in COLUMNS[1:]}
        for endpoint, view in sorted(app.view_functions.items())
        if endpoint != "static"
    }


def _may(permissions: tuple[Any, ...], who: str) -> bool:
    if "public" in permissions:
        return True
    if who == "stranger":
        return False
    return "signed in" in permissions or bool(set(permissions) & set(ROLES[Role(who)]))


def write(table: dict[str, dict[str, bool]]) -> None:
    with TABLE.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for endpoint, who in table.items():
            writer.writerow([endpoint, *(MAY if who[name] else "" for name in COLUMNS[1:])])


def _propose() -> None:
    from casework.factory import create_app
    from config.settings import Settings

    with tempfile.TemporaryDirectory() as data_dir:
        write(declared(create_app(Settings.from_env({**os.environ, "DATA_DIR": data_dir}))))


if __name__ == "__main__":
    _propose()
