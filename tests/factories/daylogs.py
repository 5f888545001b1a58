"""Day logs: one with a phone, and a whole day of today in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.statute.actions import loading
from casework.kernel import clock
from casework.procedure.daylogs import actions, queries
from casework.procedure.daylogs.models import DayLog
from casework.procedure.daylogs.terms import DayOfWork, Note, Promise, Worked
from casework.procedure.intake.actions.drafts import new_code
from tests.factories import offices

PHONE = "13900000164"
TODAY = date(2026, 11, 23)


def log(*, phone: str | None = PHONE) -> DayLog:
    loading.load_seed(now=clock.now())
    return actions.start_log(code=new_code(), phone=phone, now=clock.now())


def day(**values: Any) -> DayOfWork:
    """A whole day at a site, under a foreman."""
    given = {"day": TODAY, "worked": Worked.WHOLE, "site": "演示路工地", "foreman": "老王（示例）"}
    return DayOfWork(**{**given, **values})


def write(log: DayLog, said: DayOfWork | Promise, *, replaces: int | None = None,
          now: Any = None) -> Note:  # fmt: skip
    """Writes it down and gives it back as its owner reads it."""
    actions.note(log, said, replaces=replaces, now=now or clock.now())
    return queries.notes(log)[-1]


def note(*, area: str = offices.HOME) -> Note:
    """A day in a log; the log belongs to no area."""
    offices.area(code=area)
    return write(log(), day())
