"""Ask: what a worker may see of his matter, and how long somebody who guesses has to wait."""

from casework.portal.queries.drafts import answers
from casework.portal.queries.matter import matter, sheet_of
from casework.portal.queries.tries import check_wait, locked

__all__ = [
    "answers",
    "check_wait",
    "locked",
    "matter",
    "sheet_of",
]
