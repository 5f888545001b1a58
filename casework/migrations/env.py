"""Runs migrations on the database of the application, one transaction for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app

from casework.kernel.database import db

#: A migration waits this long for a lock, then gives up instead of stopping everybody.
_LOCK_TIMEOUT = "3s"


def _configure(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
        render_item=_render,
        on_version_apply=_nothing_dangles,
    )


def _render(kind: str, item: Any, autogen: Any) -> str | bool:
    """Own column types are written as the plain type that the database sees."""
    if kind == "type" and item.__class__.__module__.startswith("casework"):
        autogen.imports.add("import sqlalchemy as sa")
        return _plain(item)
    return False


def _plain(item: Any) -> str:
    name = item.__class__.__name__
    if name == "Fen":
        return "sa.BigInteger()"
    if name == "Instant":
        return "sa.DateTime(timezone=True)"
    return f"sa.String(length={item.impl.length})"


def _nothing_dangles(*, ctx: Any, **_: Any) -> None:
    """Within each migration's transaction. Raises LookupError: the migration is rolled back."""
    if ctx.dialect.name == "sqlite":
        lost = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise LookupError(f"rows that refer to nothing: {lost[:5]}")


@contextmanager
def _tables_may_be_made_anew(connection: Any) -> Iterator[None]:
    """SQLite changes a table by making it anew, which it refuses while other rows refer to it.

    It can be told so outside a transaction only, so not from within a migration.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection, _tables_may_be_made_anew(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET lock_timeout = '{_LOCK_TIMEOUT}'")
            connection.commit()
        _configure(connection)
        with context.begin_transaction():
            context.run_migrations()


_run()
