"""Key checks: one row for each key, by which a start finds out whether it has the right one.

With another key everything would seem to work while rows are written that nobody can read again.
Owns the rows. Leaves to those who start what is done about a key that is wrong.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel import crypto
from casework.kernel.crypto import CannotUnseal, Keys
from casework.kernel.database import Instant, Model, db
from casework.kernel.once import insert_unless_there

FIELD, INDEX, SECRET = "FIELD_KEY", "INDEX_KEY", "SECRET_KEY"
NAMES = (FIELD, INDEX, SECRET)
_KNOWN = "casework"


class KeyCheck(Model):
    """What one key makes of a known word: sealed by it, or hashed with it."""

    __tablename__ = "key_check"

    name: Mapped[str] = mapped_column(String(20), unique=True)
    value: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True)
class Given:
    """The keys of this process: those of fields and their index, and the one that signs."""

    keys: Keys
    secret: str


def write_missing(given: Given, *, now: datetime) -> list[str]:
    """Writes the rows that are not there yet, and answers their names."""
    return [
        name
        for name in NAMES
        if insert_unless_there(KeyCheck, name=name, value=_made(name, given), made_at=now)
    ]


def replace(name: str, given: Given, *, now: datetime) -> None:
    """The key of this name is another one from now on."""
    db.session.execute(delete(KeyCheck).where(KeyCheck.name == name))
    insert_unless_there(KeyCheck, name=name, value=_made(name, given), made_at=now)


def missing(connection: Connection) -> list[str]:
    """The keys without a row."""
    there = set(connection.execute(select(KeyCheck.name)).scalars())
    return [name for name in NAMES if name not in there]


def wrong(connection: Connection, given: Given) -> list[str]:
    """The keys that are not those with which this database was filled."""
    rows = connection.execute(select(KeyCheck.name, KeyCheck.value)).tuples().all()
    return [name for name, value in rows if not _agrees(name, value, given)]


def _made(name: str, given: Given) -> str:
    if name == FIELD:
        return crypto.seal(_KNOWN, _context(name), keys=given.keys).decode()
    return _hashed[name](given)


def _agrees(name: str, value: str, given: Given) -> bool:
    if name != FIELD:
        return name not in _hashed or hmac.compare_digest(value, _hashed[name](given))
    try:
        return crypto.unseal(value.encode(), _context(name), keys=given.keys) == _KNOWN
    except CannotUnseal:
        return False


def _context(name: str) -> str:
    return f"key_check.{name}"


def _signed(given: Given) -> str:
    key = given.secret.encode()
    return hmac.new(key, _context(SECRET).encode(), hashlib.sha256).hexdigest()


_hashed: dict[str, Callable[[Given], str]] = {
    INDEX: lambda given: crypto.blind(_context(INDEX), _KNOWN, keys=given.keys),
    SECRET: _signed,
}
