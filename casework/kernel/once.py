"""Doing a thing once: form keys, numbers without gaps, and unique effects."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy import Integer, LargeBinary, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel.database import Instant, Model, db


class FormKey(Model):
    """A form that was sent: its mark, what was in it, and where the answer stands.

    ``kept`` is what was typed and what the browser was told to remember, sealed under the form's
    own key. Of the key only a mark is here, so that only who holds the page can open it again.
    """

    __tablename__ = "form_key"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    result: Mapped[str | None] = mapped_column(String(500))
    kept: Mapped[bytes | None] = mapped_column(LargeBinary)
    sent_at: Mapped[datetime] = mapped_column(Instant)


class Counter(Model):
    """The last number given in a series, such as one kind of paper of one office in one year."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(String(120), unique=True)
    last: Mapped[int] = mapped_column(Integer)


def insert_unless_there(model: Any, **values: Any) -> bool:
    """Inserts a row unless a unique constraint already holds one. True when this call did it.

    On PostgreSQL it waits for another transaction that is inserting the same key.
    """
    row = model(**values)
    columns = {
        c.key: getattr(row, c.key)
        for c in model.__mapper__.column_attrs
        if getattr(row, c.key) is not None
    }
    # of SQLite and PostgreSQL only the one in use is loaded: the other is 2 MB of drivers
    dialect = import_module(f"sqlalchemy.dialects.{db.session.get_bind().dialect.name}")
    statement = dialect.insert(model).values(**columns).on_conflict_do_nothing().returning(model.id)
    # rowcount is -1 through psycopg here, so the returned ids are counted
    return db.session.execute(statement).first() is not None


def find_form(mark: str) -> FormKey | None:
    """The form that was sent under this mark."""
    return db.session.scalars(select(FormKey).where(FormKey.key == mark)).first()


def claim(mark: str, content: str, *, now: datetime) -> bool:
    """True when nobody has sent this form before. Waits for whoever is just sending it."""
    return insert_unless_there(FormKey, key=mark, content_hash=content, sent_at=now)


def keep_answer(mark: str, *, result: str | None, kept: bytes | None = None) -> None:
    """Where the answer to a claimed form stands, and what else its second sending needs."""
    changed = update(FormKey).where(FormKey.key == mark).values(result=result, kept=kept)
    db.session.execute(changed)


def next_number(series: str) -> int:
    """The next number of a series, from 1. Its row is held until the transaction ends, so a
    number exists exactly when the paper exists: no gap, no double."""
    insert_unless_there(Counter, series=series, last=0)
    counter = db.session.scalars(
        select(Counter)
        .where(Counter.series == series)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    counter.last += 1
    db.session.flush()
    return counter.last
