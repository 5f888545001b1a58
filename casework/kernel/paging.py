"""Lists page by page: a page begins after the last row of the one before, never at a row number,
so the last of many thousand is reached as cheaply as the first, and nothing is skipped when rows
come or go. Counts are true up to a cap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select

from casework.kernel.database import db

R = TypeVar("R")

#: Exact counts of large sets are slow and tell nobody anything: beyond this it is "1000+".
COUNT_CAP = 1000
#: Rows of one page.
PAGE_ROWS = 50
_BETWEEN = "~"


@dataclass(frozen=True)
class Key:
    """One column by which a list is ordered: never NULL. ``read`` makes its value of the address,
    and raises ValueError."""

    column: Any
    read: Callable[[str], Any]
    down: bool = False

    def beyond(self, value: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = self.column < value if self.down else self.column > value
        return found

    @property
    def order(self) -> Any:
        return self.column.desc() if self.down else self.column.asc()


@dataclass(frozen=True)
class Listing(Generic[R]):
    """One page of a list, where the next one begins, and how many there are: no further counted
    than COUNT_CAP + 1."""

    rows: list[R]
    following: str | None
    total: int


#: A list with nothing in it, for a reader who may not see it.
NOTHING: Listing[Any] = Listing([], None, 0)


def listing(
    query: Select[Any],
    *keys: Key,
    after: str | None,
    size: int = PAGE_ROWS,
    options: Sequence[Any] = (),
) -> Listing[Any]:
    """The rows after a place, in the order of the keys; the last key is unique. Two statements,
    and those with which mapped rows load what belongs to them, as ``options`` say."""
    wanted = query.options(*options).add_columns(
        *(key.column.label(f"place_{n}") for n, key in enumerate(keys))
    )
    wanted = wanted.order_by(*(key.order for key in keys)).limit(size + 1)
    place = read_place(after, keys)
    if place is not None:
        wanted = wanted.where(beyond(place, keys))
    found = db.session.execute(wanted).all()
    alone = len(query.column_descriptions) == 1
    rows = [row[0] if alone else row for row in found[:size]]
    last = found[size - 1] if len(found) > size else None
    following = _written(last, keys) if last is not None else None
    return Listing(rows, following, count(query))


def count(query: Select[Any]) -> int:
    """How many rows, counted no further than COUNT_CAP + 1."""
    inner = query.with_only_columns(literal(1).label("one"), maintain_column_froms=True)
    capped = inner.limit(COUNT_CAP + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(capped)) or 0


def read_place(text: str | None, keys: tuple[Key, ...]) -> list[Any] | None:
    """The values of a place in the address; None when it is none: the list begins at its top."""
    parts = (text or "").split(_BETWEEN)
    if len(parts) != len(keys):
        return None
    try:
        return [key.read(part) for key, part in zip(keys, parts, strict=True)]
    except ValueError:
        return None


def beyond(place: list[Any], keys: tuple[Key, ...]) -> ColumnElement[bool]:
    """The rows that follow a place: the first key that differs says which."""
    found = []
    for n, key in enumerate(keys):
        same = [one.column == value for one, value in zip(keys[:n], place[:n], strict=True)]
        found.append(and_(*same, key.beyond(place[n])))
    return or_(*found)


def _written(row: Any, keys: tuple[Key, ...]) -> str:
    values = [getattr(row, f"place_{n}") for n in range(len(keys))]
    return _BETWEEN.join(_text(value) for value in values)


def _text(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def number(text: str) -> int:
    """A key that is a number, as large as a row's id may be. Raises ValueError."""
    if not (text.isascii() and text.lstrip("-").isdigit() and len(text) <= 19):
        raise ValueError(text)
    found = int(text)
    if abs(found) > _LARGEST:
        raise ValueError(text)
    return found


_LARGEST = 2**63 - 1


def moment(text: str) -> datetime:
    """A key that is an instant. Raises ValueError."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
