"""Do: hold interviews, verify amounts, end the investigation, order payment, decide."""

from casework.inspections.actions.deadlines import (
    begin_term,
    check_met,
    check_undone,
    drop_order,
    expire_order,
    note_issued,
)
from casework.inspections.actions.deciding import draft_decision, draft_notice, hear_statement
from casework.inspections.actions.finding import (
    finish_investigation,
    record_interview,
    resume_investigation,
    verify,
)
from casework.inspections.actions.ordering import draft_order

__all__ = [
    "begin_term",
    "check_met",
    "check_undone",
    "draft_decision",
    "draft_notice",
    "draft_order",
    "drop_order",
    "expire_order",
    "finish_investigation",
    "hear_statement",
    "note_issued",
    "record_interview",
    "resume_investigation",
    "verify",
]
