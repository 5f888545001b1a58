"""Forms of the counter and the acceptance desk."""

from casework.intake.forms.counter import ClaimantForm, ComplaintForm, months_agree
from casework.intake.forms.deciding import (
    AcceptForm,
    FindForm,
    RefuseForm,
    ReissueForm,
    SupplementForm,
    SupplementReceivedForm,
    TipForm,
    TransferForm,
)

__all__ = [
    "AcceptForm",
    "ClaimantForm",
    "ComplaintForm",
    "FindForm",
    "RefuseForm",
    "ReissueForm",
    "SupplementForm",
    "SupplementReceivedForm",
    "TipForm",
    "TransferForm",
    "months_agree",
]
