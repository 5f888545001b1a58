"""History in the database: which tables only ever grow, and the triggers that see to it.

The models say which (``Unchanging``); migrations make the triggers; here the two are compared.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, text

from casework.kernel.database import Unchanging, db
from casework.kernel.house import House
from casework.rooms import ROOMS

UPDATE, DELETE, TRUNCATE = "UPDATE", "DELETE", "TRUNCATE"

_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
}


@cache
def _every_table_is_known() -> None:
    for room in ROOMS:
        room.install(House())


def refused() -> dict[str, tuple[str, ...]]:
    """For each table of history what nobody may do to its rows. TRUNCATE is PostgreSQL's."""
    _every_table_is_known()
    found = {}
    for mapper in db.Model.registry.mappers:  # type: ignore[attr-defined]
        model = mapper.class_
        if issubclass(model, Unchanging):
            kept = (UPDATE,) if model.may_be_removed else (UPDATE, DELETE)
            found[model.__tablename__] = (*kept, TRUNCATE)
    return dict(sorted(found.items()))


def guards(connection: Connection) -> set[str]:
    """The names of the triggers that are there and at work."""
    return set(connection.execute(text(_TRIGGERS[connection.dialect.name])).scalars())


def missing_guards(connection: Connection) -> list[str]:
    """``ledger_entry_no_update`` and others that should be there and are not."""
    dialect, there = connection.dialect.name, guards(connection)
    return [
        name
        for table, changes in refused().items()
        for change in changes
        if (name := guard(table, change)) not in there
        and (change != TRUNCATE or dialect == "postgresql")
    ]


def guard(table: str, change: str) -> str:
    """The name of the trigger."""
    return f"{table}_no_{change.lower()}"
