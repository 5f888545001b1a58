"""Do: keep drafts, file complaints exactly once, accept, refuse, ask for more, send on;
let workmates join."""

from casework.intake.actions.alike import file_at_counter
from casework.intake.actions.calls import answer_call, call_window
from casework.intake.actions.claimants import (
    correct_claimant,
    correct_complaint,
    note_new_phone,
    withdraw_claimant,
)
from casework.intake.actions.deciding import (
    accept,
    ask_supplement,
    note_call,
    passed_on,
    refuse,
    reissue_receipt,
    supplement_received,
    take_over,
    transfer,
)
from casework.intake.actions.drafts import (
    forget_draft,
    forget_files,
    keep_draft,
    new_code,
    start_draft,
    wipe_draft,
)
from casework.intake.actions.evidence import drop_kept_file, hand_in, keep_files, say_more
from casework.intake.actions.filing import Filed, file, filed_before
from casework.intake.actions.flooding import clear_sender, confirm_sender, is_flood
from casework.intake.actions.groups import close_group, open_group, renew_code, reopen_group
from casework.intake.actions.joining import join, reissue_joined_receipt
from casework.intake.actions.posters import count_start, make_poster, void_poster
from casework.intake.actions.record import ACCEPTANCE
from casework.intake.actions.representatives import (
    answer_as_representative,
    ask_representative,
    mark_representative,
)
from casework.intake.actions.roster import Added, add_roster, remove_roster
from casework.intake.actions.supplements import give_last_days
from casework.intake.actions.tips import open_tip, stand_up, stand_up_at_counter
from casework.intake.actions.triage import note_pressing, weigh, weigh_case

__all__ = [
    "ACCEPTANCE",
    "Added",
    "Filed",
    "accept",
    "add_roster",
    "answer_as_representative",
    "answer_call",
    "ask_representative",
    "ask_supplement",
    "call_window",
    "clear_sender",
    "close_group",
    "confirm_sender",
    "correct_claimant",
    "correct_complaint",
    "count_start",
    "drop_kept_file",
    "file",
    "file_at_counter",
    "filed_before",
    "forget_draft",
    "forget_files",
    "give_last_days",
    "hand_in",
    "is_flood",
    "join",
    "keep_draft",
    "keep_files",
    "make_poster",
    "mark_representative",
    "new_code",
    "note_call",
    "note_new_phone",
    "note_pressing",
    "open_group",
    "open_tip",
    "passed_on",
    "refuse",
    "reissue_joined_receipt",
    "reissue_receipt",
    "remove_roster",
    "renew_code",
    "reopen_group",
    "say_more",
    "stand_up",
    "stand_up_at_counter",
    "start_draft",
    "supplement_received",
    "take_over",
    "transfer",
    "void_poster",
    "weigh",
    "weigh_case",
    "wipe_draft",
    "withdraw_claimant",
]
