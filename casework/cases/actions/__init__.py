"""Do: open a case, assign it, record what happened, run its clocks.

Stages above call these; nothing else writes these rows.
"""

from casework.cases.actions.clocks import (
    cancel_clock,
    meet,
    meet_clock,
    refresh_next_due,
    start_clock,
)
from casework.cases.actions.firing import check_clock
from casework.cases.actions.moving import confirm_alarm, follow_calendar, verify_clocks
from casework.cases.actions.opening import open_case
from casework.cases.actions.pauses import (
    ask_extension,
    ask_suspension,
    decide_extension,
    decide_suspension,
    resume,
)
from casework.cases.actions.people import add_line, add_up, assign
from casework.cases.actions.tasks import add_task, add_task_unless_open, finish_task
from casework.cases.actions.timeline import keep_evidence, move, record, write_note

__all__ = [
    "add_line",
    "add_task",
    "add_task_unless_open",
    "add_up",
    "ask_extension",
    "ask_suspension",
    "assign",
    "cancel_clock",
    "check_clock",
    "confirm_alarm",
    "decide_extension",
    "decide_suspension",
    "finish_task",
    "follow_calendar",
    "keep_evidence",
    "meet",
    "meet_clock",
    "move",
    "open_case",
    "record",
    "refresh_next_due",
    "resume",
    "start_clock",
    "verify_clocks",
    "write_note",
]
