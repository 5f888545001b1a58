"""The only place that reads the system clock.

Everything below the edge (rules, actions, queries) is told the time; views, tasks and commands
ask here. Conversions that need no clock are in ``days``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from casework.kernel.days import day_of

_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def is_told() -> bool:
    """Whether the time is given, as in a replay, and not read off the machine."""
    return _fixed.get() is not None


def today() -> date:
    """The legal day: the date in Shanghai at this instant."""
    return day_of(now())


@contextmanager
def fixed(at: datetime) -> Iterator[datetime]:
    """Within the block the clock stands at ``at``: for replays of past cases, and for tests."""
    token = _fixed.set(at.astimezone(UTC))
    try:
        yield at
    finally:
        _fixed.reset(token)
