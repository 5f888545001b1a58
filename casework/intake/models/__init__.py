"""Tables of drafts, complaints, the people in them, and what was decided."""

from casework.intake.models.complaints import Claimant, Complaint, DeskAct, Draft
from casework.intake.models.posters import Poster
from casework.intake.models.tips import Tipster

__all__ = [
    "Claimant",
    "Complaint",
    "DeskAct",
    "Draft",
    "Poster",
    "Tipster",
]
