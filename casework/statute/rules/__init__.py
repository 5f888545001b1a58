"""What the law says, as pure functions: days, limits, cards, and the referral test."""

from casework.statute.rules.calendar import (
    day,
    is_workday,
    next_spring_festival,
    next_workday,
    provisional_year,
)
from casework.statute.rules.cards import card, card_of
from casework.statute.rules.changes import governs_limits
from casework.statute.rules.citing import OWN_RULE, cite, cite_all
from casework.statute.rules.counting import (
    add_months,
    add_workdays,
    before,
    count_workdays,
    due,
    merged,
)
from casework.statute.rules.explaining import Explanation, explain, length_words, used_by
from casework.statute.rules.referral import Facts, Finding, Outcome, referral
from casework.statute.rules.yearly import (
    has_calendar,
    months_of,
    notice_missing,
    years_to_choose,
)

__all__ = [
    "OWN_RULE",
    "Explanation",
    "Facts",
    "Finding",
    "Outcome",
    "add_months",
    "add_workdays",
    "before",
    "card",
    "card_of",
    "cite",
    "cite_all",
    "count_workdays",
    "day",
    "due",
    "explain",
    "governs_limits",
    "has_calendar",
    "is_workday",
    "length_words",
    "merged",
    "months_of",
    "next_spring_festival",
    "next_workday",
    "notice_missing",
    "provisional_year",
    "referral",
    "used_by",
    "years_to_choose",
]
