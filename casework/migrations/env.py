"""Runs migrations on the database of the application, one transaction for each."""

from __future__ import annotations

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


def _run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET lock_timeout = '{_LOCK_TIMEOUT}'")
            connection.commit()
        _configure(connection)
        with context.begin_transaction():
            context.run_migrations()


_run()
