"""Rows into the database by the shortest way: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, text

from casework.kernel.database import db

#: Rows of several matters by table.
Batch = dict[str, list[Sequence[Any]]]


def gathered(prints: Iterable[dict[str, list[Any]]]) -> Batch:
    """The rows of several matters, put together by table."""
    batch: Batch = {}
    for rows in prints:
        for table, found in rows.items():
            batch.setdefault(table, []).extend(found)
    return batch


def write(batch: Batch) -> None:
    """In the order in which tables refer to each other, within the transaction of the session."""
    connection = db.session.connection()
    copies = connection.dialect.name == "postgresql"
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
