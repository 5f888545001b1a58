"""Rows into the database by the shortest way: COPY on PostgreSQL, executemany on SQLite.

All of it is one transaction: the whole is there, or nothing. On PostgreSQL foreign keys are taken
off within it and put on again at its end, when all rows are looked at together; row by row that
takes longer than the writing. Meanwhile the tables are held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from casework.kernel.database import db
from casework.kernel.transaction import writing

#: Rows of several matters by table.
Batch = dict[str, list[Sequence[Any]]]

#: Those of tables that are ours to change.
_FOREIGN_KEYS = text(
    "SELECT t.oid::regclass::text, quote_ident(k.conname), pg_get_constraintdef(k.oid)"
    " FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid"
    " WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace"
    " AND pg_has_role(t.relowner, 'USAGE') ORDER BY 1, 2"
)


@contextmanager
def pouring() -> Iterator[None]:
    """What is written within is one transaction."""
    with writing():
        connection = db.session.connection()
        taken_off = _copies(connection) and _take_off(connection)
        yield
        for table, name, definition in taken_off or ():
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _take_off(connection: Connection) -> list[tuple[str, str, str]]:
    found = connection.execute(_FOREIGN_KEYS).tuples().all()
    for table, name, _ in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return list(found)


def _copies(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def gathered(prints: Iterable[dict[str, list[Any]]]) -> Batch:
    """The rows of several matters, put together by table."""
    batch: Batch = {}
    for rows in prints:
        for table, found in rows.items():
            batch.setdefault(table, []).extend(found)
    return batch


def write(batch: Batch) -> None:
    """In the order in which tables refer to each other."""
    connection = db.session.connection()
    copies = _copies(connection)
    if not copies:
        # a row may refer to one of the same table that comes after it
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in db.metadata.sorted_tables:
        rows = batch.get(table.name)
        if rows:
            (_copy if copies else _insert)(connection, table, rows)


def _copy(connection: Connection, table: Table, rows: list[Sequence[Any]]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.columns)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(connection: Connection, table: Table, rows: list[Sequence[Any]]) -> None:
    statement = str(insert(table).compile(dialect=connection.dialect))
    connection.exec_driver_sql(statement, [tuple(row) for row in rows])
