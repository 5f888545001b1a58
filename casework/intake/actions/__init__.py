"""Do: keep drafts, file complaints exactly once, accept, refuse, ask for more, send on."""

from casework.intake.actions.claimants import (
    correct_claimant,
    correct_complaint,
    note_new_phone,
    withdraw_claimant,
)
from casework.intake.actions.deciding import (
    accept,
    ask_supplement,
    refuse,
    reissue_receipt,
    supplement_received,
    take_over,
    transfer,
)
from casework.intake.actions.drafts import (
    forget_old_drafts,
    forget_old_files,
    keep_draft,
    new_code,
    start_draft,
    wipe_draft,
)
from casework.intake.actions.evidence import hand_in
from casework.intake.actions.filing import Filed, file, file_again
from casework.intake.actions.posters import count_start, make_poster, void_poster
from casework.intake.actions.record import ACCEPTANCE
from casework.intake.actions.roster import (
    Added,
    add_roster,
    remove_roster,
)
from casework.intake.actions.tips import (
    open_tip,
    stand_up,
    stand_up_at_counter,
)

__all__ = [
    "ACCEPTANCE",
    "Added",
    "Filed",
    "accept",
    "add_roster",
    "ask_supplement",
    "correct_claimant",
    "correct_complaint",
    "count_start",
    "file",
    "file_again",
    "forget_old_drafts",
    "forget_old_files",
    "hand_in",
    "keep_draft",
    "make_poster",
    "new_code",
    "note_new_phone",
    "open_tip",
    "refuse",
    "reissue_receipt",
    "remove_roster",
    "stand_up",
    "stand_up_at_counter",
    "start_draft",
    "supplement_received",
    "take_over",
    "transfer",
    "void_poster",
    "wipe_draft",
    "withdraw_claimant",
]
