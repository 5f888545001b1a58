"""Everything that is missing before a system may serve, said at once.

Owns the questions. Changes nothing: what brings a database up is ``upgrading``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, create_engine, inspect, select
from sqlalchemy.exc import OperationalError

from casework.ground.documents.queries import form_file
from casework.ground.documents.terms.kinds import FORMS, Kind
from casework.ground.offices.actions import seeded_areas
from casework.ground.offices.models import Area, Centre, ReceivingBody, Unit
from casework.ground.statute.models import CalendarYear, FigureVersion, RuleVersion
from casework.ground.statute.terms.ids import FigureId, RuleId
from casework.kernel import keychecks
from casework.kernel.crypto import Keys
from casework.kernel.transaction import reading
from casework.upkeep import history, roles, schema
from casework.upkeep.schema import Standing

if TYPE_CHECKING:
    from config.settings import Settings

_HOW = "run: flask upgrade"
OF_STANDING = {
    Standing.EMPTY: f"the database has no tables yet; {_HOW}",
    Standing.BEHIND: f"the schema is that of an older version; {_HOW}",
    Standing.AHEAD: (
        "the schema is that of a newer version; start that version, or put back the backup made"
        " before it"
    ),
    Standing.OLDER: (
        "this database was made before the migrations began anew; nothing leads from there to"
        " here: begin with an empty database"
    ),
}
#: Tables that the seed fills; each with rows, or nobody can file or answer.
_SEEDED = (Unit, Centre, ReceivingBody, CalendarYear)


def problems(settings: Settings) -> list[str]:
    """What is missing or wrong, in words for whoever runs the system; empty: it may serve."""
    found = _directories(settings) + _forms()
    try:
        with _connected(settings) as connection:
            found += of_database(connection, settings)
            if not settings.demo and schema.standing(connection) is Standing.CURRENT:
                found += roles.problems(connection)
    except OperationalError as error:
        found.append(f"the database does not answer: {str(error.orig).strip()}")
    return found


def problems_of_data(settings: Settings) -> list[str]:
    """What a command must know before it opens the data. Raises OperationalError."""
    with _connected(settings) as connection:
        return of_database(connection, settings)


@contextmanager
def _connected(settings: Settings) -> Iterator[Connection]:
    """A connection of its own, which only reads."""
    engine = create_engine(settings.database_url, hide_parameters=True)
    try:
        with reading(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def of_database(connection: Connection, settings: Settings) -> list[str]:
    """What the database itself lacks: schema, guards, seed, keys."""
    standing = schema.standing(connection)
    found = [OF_STANDING[standing]] if standing in OF_STANDING else []
    if standing in (Standing.EMPTY, Standing.OLDER):
        return found
    tables = set(inspect(connection).get_table_names())
    found += _statute(connection, tables) + _offices(connection, tables)
    found += _keys(connection, settings, tables)
    if standing is Standing.CURRENT:
        found += _guards(connection)
    return found


def wrong_keys(connection: Connection, settings: Settings) -> list[str]:
    """The keys that are not those of this database; none where nothing has been written yet."""
    if not inspect(connection).has_table(keychecks.KeyCheck.__tablename__):
        return []
    return keychecks.wrong(connection, given_keys(settings))


def wrong_key(name: str) -> str:
    """What is said about it."""
    return (
        f"{name} is not the key with which this database was filled: put the right one back."
        " With another one, what is written now could never be read again"
    )


def given_keys(settings: Settings) -> keychecks.Given:
    """The keys of these settings."""
    ring = {"k1": settings.field_key}
    return keychecks.Given(
        keys=Keys(ring=ring, current="k1", index=settings.index_key), secret=settings.secret_key
    )


def _directories(settings: Settings) -> list[str]:
    wanted = {"DATA_DIR": settings.data_dir}
    address = urlsplit(settings.storage_url)
    if address.scheme == "file":
        wanted["STORAGE_URL"] = Path(unquote(address.path))
    return [
        f"{name}: {path} cannot be written by this user"
        for name, path in wanted.items()
        if not _writable(path, may_be_made=name != "DATA_DIR")
    ]


def _writable(path: Path, *, may_be_made: bool) -> bool:
    while may_be_made and not path.exists() and path != path.parent:
        path = path.parent
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)


def _forms() -> list[str]:
    lacking = [kind.value for kind in Kind if kind not in FORMS or not form_file(kind).is_file()]
    return _listed("papers without a form", lacking)


def _statute(connection: Connection, tables: set[str]) -> list[str]:
    said = []
    for words, names, model in (
        ("limits", RuleId, RuleVersion),
        ("figures", FigureId, FigureVersion),
    ):
        there: set[str] = set()
        if model.__tablename__ in tables:
            there = set(connection.execute(select(model.code).distinct()).scalars())
        said += _listed(words, [name.value for name in names if name not in there])
    return said


def _offices(connection: Connection, tables: set[str]) -> list[str]:
    there: set[str] = set()
    if Area.__tablename__ in tables:
        there = set(connection.execute(select(Area.code)).scalars())
    empty = [
        model.__tablename__
        for model in _SEEDED
        if model.__tablename__ not in tables
        or connection.execute(select(model.id).limit(1)).first() is None
    ]
    lacking = [code for code in seeded_areas() if code not in there]
    return _listed("areas", lacking) + _listed("tables without any row", empty)


def _keys(connection: Connection, settings: Settings, tables: set[str]) -> list[str]:
    if keychecks.KeyCheck.__tablename__ not in tables:
        return []
    unknown = _listed("keys that this database does not know yet", keychecks.missing(connection))
    return unknown + [wrong_key(name) for name in wrong_keys(connection, settings)]


def _guards(connection: Connection) -> list[str]:
    return _listed("guards of history", history.missing_guards(connection))


def _listed(what: str, names: list[str]) -> list[str]:
    return [f"missing {what}: {', '.join(names)}; {_HOW}"] if names else []
