"""Whether the machine's clock can be believed; asked before anything is said to be overdue.

Owns what this process remembers of its own clock. A time in which nothing ran is an outage and no
jump: the steady clock went on, or nobody remembers.
"""

from __future__ import annotations

import time
from datetime import datetime

from casework.kernel import alarms, clock, jumps
from casework.kernel.alarms import AlarmKind
from casework.kernel.transaction import writing

_seen: dict[str, jumps.Reading] = {}


def steady() -> float:
    """Seconds that nobody can set, counted also while the machine sleeps."""
    source = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(source)


def clock_is_sound() -> bool:
    """False while an alarm about the clock is open. A jump backwards needs no alarm: what has
    fired keeps its slot, and what is due comes again."""
    if not clock.is_told():
        look(jumps.Reading(clock.now(), steady()), database=jumps.database_time())
    return not alarms.is_open(AlarmKind.CLOCK_JUMPED)


def look(reading: jumps.Reading, *, database: datetime | None) -> None:
    """Compares with what this process saw last, and with the database; tells once."""
    before, _seen["last"] = _seen.get("last"), reading
    found = _differs(reading, database) or _jump(before, reading)
    if found:
        with writing():
            alarms.raise_alarm(AlarmKind.CLOCK_JUMPED, found, now=reading.wall)


def forget() -> None:
    """As a process that has just begun."""
    _seen.clear()


def _differs(reading: jumps.Reading, database: datetime | None) -> str:
    if database is None or not jumps.apart(reading.wall, database):
        return ""
    return f"{reading.wall.isoformat()} ≠ {database.isoformat()}"


def _jump(before: jumps.Reading | None, after: jumps.Reading) -> str:
    """Another process may have told of the same jump, and an administrator confirmed it."""
    if before is None or not jumps.jumped(before, after):
        return ""
    if alarms.confirmed_since(AlarmKind.CLOCK_JUMPED, before.wall):
        return ""
    return f"{before.wall.isoformat()} → {after.wall.isoformat()}"
