"""Forms of the counter and the acceptance desk."""

from casework.intake.forms.alike import read_choice
from casework.intake.forms.counter import ClaimantForm, ComplaintForm, months_agree
from casework.intake.forms.deciding import (
    AcceptForm,
    CalledForm,
    FindForm,
    PassedOnForm,
    PressingForm,
    RefuseForm,
    ReissueForm,
    SenderForm,
    SupplementForm,
    SupplementReceivedForm,
    TakeOverForm,
    TransferForm,
)
from casework.intake.forms.groups import MarkForm, WorkmateForm
from casework.intake.forms.posters import PosterForm, VoidForm
from casework.intake.forms.roster import (
    MENDED_AT_ONCE,
    Roster,
    RosterForm,
    SheetRead,
    with_sheet,
)
from casework.intake.forms.tips import CounterStandUpForm, OpenTipForm, StandUpForm

__all__ = [
    "MENDED_AT_ONCE",
    "AcceptForm",
    "CalledForm",
    "ClaimantForm",
    "ComplaintForm",
    "CounterStandUpForm",
    "FindForm",
    "MarkForm",
    "OpenTipForm",
    "PassedOnForm",
    "PosterForm",
    "PressingForm",
    "RefuseForm",
    "ReissueForm",
    "Roster",
    "RosterForm",
    "SenderForm",
    "SheetRead",
    "StandUpForm",
    "SupplementForm",
    "SupplementReceivedForm",
    "TakeOverForm",
    "TransferForm",
    "VoidForm",
    "WorkmateForm",
    "months_agree",
    "read_choice",
    "with_sheet",
]
