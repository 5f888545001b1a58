"""Sweeps: each row in a transaction of its own, so that one that fails keeps nobody else waiting.

Owns what is noted of a row that failed: which sweep, which row, the class of the error and nothing
of its words, when it is tried again. An administrator is told once of each; a row that works again
is struck off, and with the last one the alarm ends. Leaves finding the rows to the queries, which
pass over those that wait for their next try (``ready``).
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, UniqueConstraint, delete, exists, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from casework.kernel import alarms
from casework.kernel.alarms import AlarmKind
from casework.kernel.database import Instant, Model, db
from casework.kernel.once import insert_unless_there
from casework.kernel.terms import Conflict
from casework.kernel.transaction import first_of_all, writing

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)
_DOUBLINGS = 6
#: A row that has not failed for so long is not due any more, or was put right by hand.
_FORGOTTEN_AFTER = timedelta(days=1)
#: What passes by itself is told of only when it comes back so often.
_TOLD_AT_ONCE, _TOLD_LATER = 1, 3
_LONGEST_NAME = 80

log = logging.getLogger(__name__)

#: What is no failure of a row and ends the sweep: added by whoever delivers the work.
_ends_the_sweep: list[type[BaseException]] = []


class FailedRow(Model):
    """A row at which a sweep failed: how often, why (the error's class), and when it is tried
    again."""

    __tablename__ = "failed_row"
    __table_args__ = (UniqueConstraint("sweep", "row_id"),)

    sweep: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    error: Mapped[str] = mapped_column(String(_LONGEST_NAME), default="")
    failures: Mapped[int] = mapped_column(Integer, default=0)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    retry_at: Mapped[datetime] = mapped_column(Instant)


def ready(sweep: str, row_id: Any, *, now: datetime) -> ColumnElement[bool]:
    """That the row of this column does not wait for its next try."""
    return ~exists().where(
        FailedRow.sweep == sweep, FailedRow.row_id == row_id, FailedRow.retry_at > now
    )


def waiting(sweep: str, *, now: datetime) -> list[int]:
    """Rows that wait for their next try."""
    query = select(FailedRow.row_id).where(FailedRow.sweep == sweep, FailedRow.retry_at > now)
    return list(db.session.scalars(query))


def failed_rows(*, limit: int) -> list[FailedRow]:
    """What failed and was not done since, the oldest first."""
    return list(db.session.scalars(select(FailedRow).order_by(FailedRow.id).limit(limit)))


def end_sweep_on(error: type[BaseException]) -> None:
    """An error of this class is not a row's: it ends the sweep."""
    if error not in _ends_the_sweep:
        _ends_the_sweep.append(error)


class Sweep:
    """One turn of a sweep. ``name`` is that of its job; ``now`` the instant at which it began."""

    def __init__(self, name: str, *, now: datetime):
        self.name, self.now = name, now
        self._failing = set(
            db.session.scalars(select(FailedRow.row_id).where(FailedRow.sweep == name))
        )
        if self._failing:
            self._strike(FailedRow.last_at < now - _FORGOTTEN_AFTER)

    @property
    def is_failing(self) -> bool:
        """Whether a row of this sweep has failed and was not done since."""
        return bool(self._failing)

    def to_retry(self) -> list[int]:
        """Rows that failed and whose next try has come, for sweeps that find theirs only once."""
        query = select(FailedRow.row_id).where(
            FailedRow.sweep == self.name, FailedRow.retry_at <= self.now
        )
        return list(db.session.scalars(query.order_by(FailedRow.id)))

    def each(self, row_ids: Iterable[int], act: Callable[[int], object]) -> int:
        """Does this to every row, each in its own transaction; returns how many went well."""
        return sum(self.one(row_id, act) for row_id in row_ids)

    def one(self, row_id: int, act: Callable[[int], object]) -> bool:
        """One row in its own transaction; False when it failed."""
        with self.row(row_id), writing():
            act(row_id)
        return row_id not in self._failing

    def together(self, act: Callable[[], object]) -> bool:
        """Several rows in one transaction; False when one of them fails: then nothing happened,
        and they are to be done one by one."""
        try:
            with writing():
                act()
        except Exception as error:
            if isinstance(error, tuple(_ends_the_sweep)):
                raise
            return False
        return True

    @contextmanager
    def row(self, row_id: int) -> Iterator[None]:
        """What is done about one row, in transactions of its own choosing. An error ends the
        block, is noted, and goes no further."""
        try:
            yield
        except Exception as error:
            if isinstance(error, tuple(_ends_the_sweep)):
                raise
            self._note(row_id, error)
            return
        if row_id in self._failing:
            self._strike(FailedRow.row_id == row_id)
            self._failing.discard(row_id)

    def _note(self, row_id: int, error: Exception) -> None:
        """Raises what the database says when it is away: then there is nothing to go on with."""
        name = type(error).__name__[:_LONGEST_NAME]
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s: row %s failed: %s\n%s", self.name, row_id, name, where)
        with first_of_all():
            failures = self._count(row_id, name)
            passes = isinstance(error, OperationalError | Conflict)
            if failures == (_TOLD_LATER if passes else _TOLD_AT_ONCE):
                told = f"{self.name} {row_id} {name}"
                alarms.raise_alarm(AlarmKind.ROWS_FAIL, told, now=self.now)
        self._failing.add(row_id)

    def _count(self, row_id: int, error: str) -> int:
        mine = (FailedRow.sweep == self.name) & (FailedRow.row_id == row_id)
        insert_unless_there(
            FailedRow,
            sweep=self.name,
            row_id=row_id,
            failures=0,
            first_at=self.now,
            last_at=self.now,
            retry_at=self.now,
        )
        failed = db.session.scalars(select(FailedRow).where(mine).with_for_update()).one()
        failed.failures, failed.error, failed.last_at = failed.failures + 1, error, self.now
        failed.retry_at = self.now + _wait(failed.failures)
        db.session.flush()
        return failed.failures

    def _strike(self, which: ColumnElement[bool]) -> None:
        """These work again, or are not due any more; with the last one of all the alarm ends."""
        with first_of_all():
            db.session.execute(delete(FailedRow).where(FailedRow.sweep == self.name, which))
            if db.session.scalars(select(FailedRow.id).limit(1)).first() is None:
                alarms.mended(AlarmKind.ROWS_FAIL, now=self.now)


def _wait(failures: int) -> timedelta:
    """A minute at first, then twice as long each time, at most an hour."""
    times: int = 2 ** min(failures - 1, _DOUBLINGS)
    return min(_FIRST_WAIT * times, _LONGEST_WAIT)
