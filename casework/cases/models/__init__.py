"""Tables of the case and what hangs on it."""

from casework.cases.models.case import (
    NO_DATE,
    Assignment,
    Case,
    Evidence,
    Holding,
    Line,
    Task,
    TimelineEntry,
)
from casework.cases.models.clocks import Clock, ClockFiring, Extension, Suspension

__all__ = [
    "NO_DATE",
    "Assignment",
    "Case",
    "Clock",
    "ClockFiring",
    "Evidence",
    "Extension",
    "Holding",
    "Line",
    "Suspension",
    "Task",
    "TimelineEntry",
]
