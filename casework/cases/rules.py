"""How a case may move, who may work on it, and which card its next date shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from casework.cases.terms import Stage
from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.statute import rules as law
from casework.statute.terms import Calendar

INSPECTORS_NEEDED = 2

LIFECYCLE = Lifecycle(
    Stage.FILED,
    [
        Move("begin", (Stage.FILED,), Stage.INVESTIGATING),
        Move("order", (Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED), Stage.ORDERED),
        Move("expire", (Stage.ORDERED,), Stage.EXPIRED),
        Move(
            "close",
            (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED),
            Stage.CLOSED,
        ),
        Move("withdraw", (Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED), Stage.WITHDRAWN),
        Move("transfer", (Stage.FILED, Stage.INVESTIGATING), Stage.TRANSFERRED),
        Move("reopen", (Stage.CLOSED,), Stage.INVESTIGATING),
    ],
    ends=(Stage.CLOSED, Stage.WITHDRAWN, Stage.TRANSFERRED),
)

OPEN = tuple(stage for stage in Stage if stage not in LIFECYCLE.ends)


class TwoInspectorsNeeded(Refused):
    """An investigation is carried out by two inspectors."""

    zh = "调查要由两名监察员共同进行，请选两个不同的人。"
    en = "An investigation takes two inspectors; choose two different persons."
    article = "劳动保障监察条例16"


def check_inspectors(lead_id: int, assistant_id: int) -> None:
    """Two different officers, 劳动保障监察条例16. Raises TwoInspectorsNeeded."""
    if lead_id == assistant_id:
        raise TwoInspectorsNeeded(field="assistant")


def next_due(days: Sequence[date | None]) -> date | None:
    """The earliest of the dates that are set."""
    return min((day for day in days if day is not None), default=None)


#: Internal reminders, not law: so many working days before a long limit ends; a third of a short.
_WARN_WORKDAYS = 5
_SHARE_OF_SHORT = 3


def warning_day(start: date, due: date, calendar: Calendar) -> date:
    """The day on which to warn: five working days before the due date of a long limit, a third
    of a short one before it, and never before the day after the start."""
    total = law.count_workdays(start, due, calendar)
    lead = min(_WARN_WORKDAYS, max(1, total // _SHARE_OF_SHORT))
    day = due
    while lead > 0:
        day -= timedelta(days=1)
        lead -= law.is_workday(day, calendar)
    return max(day, start + timedelta(days=1))


def day_after(day: date) -> date:
    return day + timedelta(days=1)
