"""Tables of the case and what hangs on it."""

from casework.cases.models.case import (
    NO_DATE,
    Assignment,
    Case,
    Holding,
    Line,
    Task,
    TimelineEntry,
)
from casework.cases.models.claims import Claim, ClaimPair
from casework.cases.models.clocks import (
    Clock,
    ClockFiring,
    ClockRest,
    Extension,
    Reckoning,
    Suspension,
)
from casework.cases.models.evidence import CustodyEntry, Evidence, Upload, UploadPiece

__all__ = [
    "NO_DATE",
    "Assignment",
    "Case",
    "Claim",
    "ClaimPair",
    "Clock",
    "ClockFiring",
    "ClockRest",
    "CustodyEntry",
    "Evidence",
    "Extension",
    "Holding",
    "Line",
    "Reckoning",
    "Suspension",
    "Task",
    "TimelineEntry",
    "Upload",
    "UploadPiece",
]
