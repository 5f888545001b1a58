"""An overdue limit that waits for the squad head's answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.cases.models.clocks import Clock
from casework.kernel.database import db
from casework.procedure.escalation import queries
from casework.procedure.escalation.actions import crowds, items
from casework.procedure.escalation.models import Crowd, Item
from tests.conftest import NOW
from tests.factories import cases, intake, offices

YESTERDAY = date(2026, 11, 20)


def crowd(*, area: str = offices.HOME, people: int = 31, **values: Any) -> Crowd:
    """A complaint of so many people, told to the county."""
    made = intake.complaint(area=area, people=people, **values)
    crowds.raise_crowd(made.id, now=NOW)
    return queries.crowd_by_key(f"complaint:{made.id}")


def item(*, clock: Clock | None = None, area: str = offices.HOME, **values: Any) -> Item:
    clock = clock or cases.clock(area=area, due_on=YESTERDAY)
    items.raise_item(clock.id, now=NOW)
    made = queries.item_of_clock(clock.id, due_on=clock.due_on)
    for name, value in values.items():
        setattr(made, name, value)
    db.session.flush()
    return made
