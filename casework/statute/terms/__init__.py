"""The words of the statute. Everything here is frozen; rules receive it as arguments."""

from casework.statute.terms.calendar import (
    Calendar,
    Day,
    DayCount,
    Sheet,
    Suspension,
    Year,
)
from casework.statute.terms.entries import (
    Amendment,
    Figure,
    Rule,
    Statute,
)
from casework.statute.terms.facts import (
    CalendarLoaded,
    FigureChanged,
)
from casework.statute.terms.places import Province
from casework.statute.terms.refusals import (
    FigureNotConfirmed,
    NoExtension,
    NoStatutoryLength,
    OutsideCalendar,
    UnknownFigure,
    UnknownRule,
)
from casework.statute.terms.words import (
    WEEKDAYS,
    Applies,
    Card,
    Confidence,
    DayKind,
    EntryKind,
    Holiday,
    Measure,
    Nature,
    ProposalState,
    Unit,
    Weekday,
)

__all__ = [
    "WEEKDAYS",
    "Amendment",
    "Applies",
    "Calendar",
    "CalendarLoaded",
    "Card",
    "Confidence",
    "Day",
    "DayCount",
    "DayKind",
    "EntryKind",
    "Figure",
    "FigureChanged",
    "FigureNotConfirmed",
    "Holiday",
    "Measure",
    "Nature",
    "NoExtension",
    "NoStatutoryLength",
    "OutsideCalendar",
    "ProposalState",
    "Province",
    "Rule",
    "Sheet",
    "Statute",
    "Suspension",
    "Unit",
    "UnknownFigure",
    "UnknownRule",
    "Weekday",
    "Year",
]
