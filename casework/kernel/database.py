"""The database: base model, column types, ids, sealed fields, and SQLite made strict.

Owns how rows are keyed and typed. Leaves transactions to ``transaction`` and keys to ``crypto``.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Integer,
    MetaData,
    String,
    event,
    select,
)
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from casework.kernel import crypto, unreadable, writers
from casework.kernel.money import Money
from casework.kernel.terms import Conflict, LabelEnum, Missing

_EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC: leaves room for centuries in 63 bits
_RANDOM_BITS = 21
_STEP_BITS = 6
_id_lock = threading.Lock()
_last_id = 0

Key = BigInteger().with_variant(Integer, "sqlite")


def new_id() -> int:
    """A fresh row id: milliseconds since 2020, then random bits; later rows sort later.

    The id is known before the row is written, so a sealed field can be bound to it. Within a
    millisecond ids of one process go up by small steps: drawn at random, two of a hundred rows
    made at once would sometimes be equal, and their order would mean nothing.
    """
    global _last_id
    milliseconds = time.time_ns() // 1_000_000 - _EPOCH_MS
    with _id_lock:
        if milliseconds > _last_id >> _RANDOM_BITS:
            _last_id = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        else:
            _last_id += 1 + secrets.randbits(_STEP_BITS)
        return _last_id


def first_id(moment: datetime) -> int:
    """The smallest id that a row made at this moment can have."""
    return int(moment.timestamp() * 1000) - _EPOCH_MS << _RANDOM_BITS


class Base(DeclarativeBase):
    """Every table has ``id`` and named constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False, sort_order=-10)


db = SQLAlchemy(model_class=Base)
# Ids need 63 bits, and a column that refers to one without a foreign key must hold it too.
db.Model.registry.update_type_annotation_map({int: Key})  # type: ignore[attr-defined]


# Flask-SQLAlchemy builds its own class out of Base, so a listener on Base would hear nothing.
@event.listens_for(db.Model, "init", propagate=True)
def _give_id(target: Any, args: Any, kwargs: dict[str, Any]) -> None:
    target.id = kwargs.get("id") or new_id()


M = TypeVar("M", bound=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Versioned:
    """A row that two people may edit: the later writer of a stale copy is told, not obeyed."""

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


class Unchanging:
    """A row that tells what happened: only ever added. Triggers refuse to change or remove it, and
    the role with which the system works has no right to. ``may_be_removed``: its owner may."""

    may_be_removed: ClassVar[bool] = False


def must_be_current(record: Any, *, seen: int, fields: Sequence[str] = ()) -> None:
    """Raises Conflict, with the present values of ``fields``, when the record has moved on."""
    if record.version != seen:
        raise Conflict({field: getattr(record, field) for field in fields})


class Fen(TypeDecorator[Money]):
    """Money as integer fen in the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Any) -> int | None:
        return None if value is None else value.fen

    def process_result_value(self, value: Any, dialect: Any) -> Money | None:
        # sum() over bigint comes back from PostgreSQL as a whole Decimal
        return None if value is None else Money(int(value))


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. SQLite has no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Label(TypeDecorator[LabelEnum]):
    """A LabelEnum kept as its value; an unknown value is an error, never a silent string."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[LabelEnum]):
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Any) -> LabelEnum | None:
        return None if value is None else self.words(value)

    def __repr__(self) -> str:
        # migrations write the column as the plain string that the database sees
        return "String(length=40)"


def one_of(column: str, words: type[LabelEnum], name: str | None = None) -> CheckConstraint:
    """A named CHECK that the column holds one of these words."""
    values = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({values})", name=name or f"{column}_known")


class Sealed:
    """An encrypted text field over the column ``<name>_sealed``.

    The ciphertext is bound to table, column and row: copied to another row it does not open.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = f"{name}_sealed"
        self.table = getattr(owner, "__tablename__", owner.__name__)

    def __get__(self, record: Any, owner: type | None = None) -> Any:
        if record is None:
            return self
        return self.of(record.id, getattr(record, self.column))

    def __set__(self, record: Any, text: str | None) -> None:
        sealed = None if text is None else crypto.seal(text, self._context(record.id))
        setattr(record, self.column, sealed)

    def of(self, row_id: int, sealed: bytes | None) -> str | None:
        """Opens a ciphertext that a column query has read; words say so where it cannot."""
        if sealed is None:
            return None
        try:
            return crypto.unseal(sealed, self._context(row_id))
        except crypto.CannotUnseal:
            return unreadable.in_place_of(f"{self.table}.{self.name}", row_id)

    def _context(self, row_id: int) -> str:
        return sealed_for(self.table, self.name, row_id)


def sealed_for(table: str, name: str, row_id: int) -> str:
    """What the sealed field of a row is bound to."""
    return f"{table}.{name}.{row_id}"


def lock(model: type[M], row_id: int) -> M:
    """The row, read afresh and held until the transaction ends. Raises Missing.

    On SQLite the writing transaction already holds the whole file.
    """
    query = select(model).where(model.id == row_id).with_for_update(of=model)
    record = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if record is None:
        raise Missing
    return record


def get(model: type[M], row_id: int) -> M:
    """The row. Raises Missing."""
    record = db.session.get(model, row_id)
    if record is None:
        raise Missing
    return record


@event.listens_for(Engine, "before_cursor_execute")
def _nothing_unreadable_is_written(*said: Any) -> None:
    """Raises FieldUnreadable: what was made of such a field goes into no row."""
    _connection, _cursor, statement, parameters, *_ = said
    if statement.startswith(("INSERT", "UPDATE")):
        unreadable.must_not_be_in(parameters)


class QueuedConnection(sqlite3.Connection):
    """A connection to SQLite that writes when it is its turn, see ``writers``."""

    queue: writers.Queue | None = None
    _has_turn = False

    def take_turn(self, patience: float) -> None:
        """Raises sqlite3.OperationalError when it does not come within so many seconds."""
        if self.queue is None or self._has_turn:
            return
        try:
            self.queue.take(patience)
        except writers.TooManyWait:
            raise sqlite3.OperationalError("database is locked: too many wait to write") from None
        self._has_turn = True

    def _turn_over(self) -> None:
        if not self.in_transaction:
            self._leave()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self._turn_over()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._turn_over()

    def close(self) -> None:
        super().close()
        self._leave()

    def __del__(self) -> None:
        self._leave()

    def _leave(self) -> None:
        """Whatever was left open goes with the connection, the turn too."""
        if self._has_turn and self.queue is not None:
            self._has_turn = False
            self.queue.give_back()


@event.listens_for(Engine, "do_connect")
def _queued(dialect: Any, record: Any, args: Any, options: dict[str, Any]) -> None:
    if dialect.name == "sqlite":
        options["factory"] = QueuedConnection


@event.listens_for(Engine, "connect")
def _strict_sqlite(connection: Any, record: Any) -> None:
    """WAL, full sync, foreign keys; and transactions begun by us, not guessed by the driver."""
    if not isinstance(connection, QueuedConnection):
        return
    connection.isolation_level = None
    connection.queue = writers.queue_of(_file_of(connection))
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=5000",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _file_of(connection: sqlite3.Connection) -> str:
    """The file behind a connection; empty for a database in memory."""
    return next(
        str(file or "")
        for _, name, file in connection.execute("PRAGMA database_list")
        if name == "main"
    )
