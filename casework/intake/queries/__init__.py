"""Ask: drafts and complaints by their code, the desk's list, what else is open against a name."""

from casework.intake.queries.complaints import (
    DESK_ROWS,
    SAME_EMPLOYER_ROWS,
    SameEmployer,
    any_complaint,
    code_index,
    complaint,
    complaints_by_id_number,
    complaints_of_case,
    decision,
    decisions,
    find_complaint_by_code,
    find_draft,
    is_code_taken,
    same_employer,
    waiting,
    waiting_count,
)

__all__ = [
    "DESK_ROWS",
    "SAME_EMPLOYER_ROWS",
    "SameEmployer",
    "any_complaint",
    "code_index",
    "complaint",
    "complaints_by_id_number",
    "complaints_of_case",
    "decision",
    "decisions",
    "find_complaint_by_code",
    "find_draft",
    "is_code_taken",
    "same_employer",
    "waiting",
    "waiting_count",
]
