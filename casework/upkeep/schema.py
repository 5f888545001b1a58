"""Where the schema of a database stands beside the migrations of this program.

Reads the migrations as text: a process that serves need not carry Alembic for it.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

VERSIONS = Path(__file__).parents[1] / "migrations" / "versions"
_VERSION_TABLE = "alembic_version"
_VERSION = text("SELECT version_num FROM alembic_version")
_LINE = re.compile(r'^(revision|down_revision) = (?:"(\w+)"|None)$', re.MULTILINE)


class Standing(Enum):
    """How a database compares with this program."""

    EMPTY = auto()
    CURRENT = auto()
    BEHIND = auto()
    #: A newer program has worked here.
    AHEAD = auto()
    #: From before the migrations began anew, or never made by them.
    OLDER = auto()


@cache
def revisions() -> tuple[str, ...]:
    """Every revision of this program, the first one first."""
    after: dict[str, str] = {}
    for path in VERSIONS.glob("*.py"):
        said = dict(_LINE.findall(path.read_text(encoding="utf-8")))
        after[said.get("down_revision", "")] = said["revision"]
    ordered, last = [], ""
    while last in after:
        last = after[last]
        ordered.append(last)
    return tuple(ordered)


def revision_of(connection: Connection) -> str | None:
    """The revision that the database says it has; None where it says nothing."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    found = connection.execute(_VERSION).scalars().all()
    return max(found, default=None)


def standing(connection: Connection) -> Standing:
    """Revisions are numbers of four digits that only grow, so an unknown one is older or newer."""
    known, found = revisions(), revision_of(connection)
    if found is None:
        tables = set(inspect(connection).get_table_names()) - {_VERSION_TABLE}
        return Standing.OLDER if tables else Standing.EMPTY
    if found == known[-1]:
        return Standing.CURRENT
    if found in known:
        return Standing.BEHIND
    return Standing.AHEAD if found > known[-1] else Standing.OLDER
