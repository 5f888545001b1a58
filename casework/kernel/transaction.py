"""The transaction at the edge: actions change, the edge commits once, or nothing has happened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from casework.kernel.database import db
from casework.kernel.terms import Conflict
from casework.kernel.writers import PATIENCE_SECONDS

#: Whether the next transaction only reads. SQLite then takes no write lock.
_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)
#: How long the next transaction may wait for its turn to write on SQLite.
_patience: ContextVar[float] = ContextVar("patience", default=PATIENCE_SECONDS)
_IN_PASSING_SECONDS = 0.5


@contextmanager
def writing() -> Iterator[None]:
    """Commits when the block ends, rolls back when it raises.

    Raises Conflict when a versioned row was changed by somebody else meanwhile.
    """
    token = _reads_only.set(False)
    try:
        yield
        db.session.commit()
    except StaleDataError as error:
        db.session.rollback()
        raise Conflict from error
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _reads_only.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """Within the block transactions only read."""
    token = _reads_only.set(True)
    try:
        yield
    finally:
        _reads_only.reset(token)


@contextmanager
def looking() -> Iterator[None]:
    """A look at the database before something slow, or before it is known whether to write: what
    is read is let go at the end of the block, and no writer waits meanwhile."""
    db.session.rollback()
    with reading():
        try:
            yield
        finally:
            db.session.rollback()


def only_reads(flag: bool) -> None:
    """For the rest of this request: whether its transactions only read."""
    _reads_only.set(flag)


@contextmanager
def first_of_all() -> Iterator[None]:
    """A small write of its own within a request or task that reads: what may only be shown when
    it is written down is shown after this block. What was read before is let go."""
    db.session.rollback()
    with writing():
        yield


@contextmanager
def in_passing() -> Iterator[None]:
    """A small write of its own when the request is answered. What was only read is let go first;
    when the database is busy or away nothing is written, and nobody is bothered or kept waiting."""
    token = _patience.set(_IN_PASSING_SECONDS)
    try:
        with suppress(OperationalError), first_of_all():
            yield
    finally:
        _patience.reset(token)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """SQLite: a writer takes its lock at the start; two writers wait instead of failing midway."""
    if connection.dialect.name == "sqlite":
        immediate = not _reads_only.get()
        _sqlite_begin(connection.connection.dbapi_connection, immediate)


def _sqlite_begin(dbapi_connection: Any, immediate: bool) -> None:
    begin = "BEGIN IMMEDIATE" if immediate else "BEGIN"
    try:
        if immediate:
            dbapi_connection.take_turn(_patience.get())
        dbapi_connection.execute(begin)
    except sqlite3.OperationalError as busy:
        dbapi_connection.rollback()
        # raised inside an event, it would reach the edge as a fault instead of as "busy"
        raise OperationalError(begin, None, busy) from busy
