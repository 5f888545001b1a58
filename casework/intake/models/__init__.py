"""Tables of drafts, complaints, the people in them, what was decided, and group complaints."""

from casework.intake.models.calls import WindowCall
from casework.intake.models.complaints import Claimant, Complaint, DeskAct, Draft
from casework.intake.models.groups import (
    ComplaintLink,
    Group,
    GroupAct,
    Joining,
    Representative,
)
from casework.intake.models.identities import IdentityDoubt
from casework.intake.models.posters import Poster
from casework.intake.models.tips import Tipster

__all__ = [
    "Claimant",
    "Complaint",
    "ComplaintLink",
    "DeskAct",
    "Draft",
    "Group",
    "GroupAct",
    "IdentityDoubt",
    "Joining",
    "Poster",
    "Representative",
    "Tipster",
    "WindowCall",
]
