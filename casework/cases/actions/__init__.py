"""Do: open a case, assign it, record what happened, run its clocks.

Stages above call these; nothing else writes these rows.
"""

from casework.cases.actions.clocks import (
    cancel_clock,
    meet,
    meet_clock,
    met_after_all,
    refresh_next_due,
    settle_by_closing,
    start_clock,
)
from casework.cases.actions.evidence import (
    Laid,
    add_evidence,
    drop_file,
    drop_files,
    file_into_case,
    file_with_complaint,
    keep_copy,
    lay_files,
    note_scan,
    unseal_files,
)
from casework.cases.actions.firing import check_clock
from casework.cases.actions.moving import (
    confirm_alarm,
    follow_calendar,
    follow_law,
    run_on,
    tell_differing,
)
from casework.cases.actions.opening import open_case
from casework.cases.actions.pauses import (
    ask_extension,
    ask_suspension,
    decide_extension,
    decide_suspension,
    resume,
)
from casework.cases.actions.people import (
    add_up,
    assign,
    choose_priority,
)
from casework.cases.actions.pieces import (
    add_piece,
    begin_upload,
    drop_upload,
    drop_uploads,
    forget_upload,
    whole,
)
from casework.cases.actions.reckoning import (
    begin_reckoning,
    end_batches,
    finish_reckoning,
    follow_once_more,
    reckon_batch,
    skip_batch,
)
from casework.cases.actions.tasks import (
    add_task,
    add_task_unless_open,
    drop_follow_up,
    finish_task,
    follow_up,
)
from casework.cases.actions.timeline import move, record, write_note

__all__ = [
    "Laid",
    "add_evidence",
    "add_piece",
    "add_task",
    "add_task_unless_open",
    "add_up",
    "ask_extension",
    "ask_suspension",
    "assign",
    "begin_reckoning",
    "begin_upload",
    "cancel_clock",
    "check_clock",
    "choose_priority",
    "confirm_alarm",
    "decide_extension",
    "decide_suspension",
    "drop_file",
    "drop_files",
    "drop_follow_up",
    "drop_upload",
    "drop_uploads",
    "end_batches",
    "file_into_case",
    "file_with_complaint",
    "finish_reckoning",
    "finish_task",
    "follow_calendar",
    "follow_law",
    "follow_once_more",
    "follow_up",
    "forget_upload",
    "keep_copy",
    "lay_files",
    "meet",
    "meet_clock",
    "met_after_all",
    "move",
    "note_scan",
    "open_case",
    "reckon_batch",
    "record",
    "refresh_next_due",
    "resume",
    "run_on",
    "settle_by_closing",
    "skip_batch",
    "start_clock",
    "tell_differing",
    "unseal_files",
    "whole",
    "write_note",
]
