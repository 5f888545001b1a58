"""What the law says, as pure functions: days, limits, cards, and the referral test."""

from casework.statute.rules.calendar import day, is_workday, next_workday, provisional_year
from casework.statute.rules.cards import card, card_of
from casework.statute.rules.counting import (
    add_months,
    add_workdays,
    before,
    count_workdays,
    due,
    merged,
)
from casework.statute.rules.referral import Facts, Finding, Outcome, referral

__all__ = [
    "Facts",
    "Finding",
    "Outcome",
    "add_months",
    "add_workdays",
    "before",
    "card",
    "card_of",
    "count_workdays",
    "day",
    "due",
    "is_workday",
    "merged",
    "next_workday",
    "provisional_year",
    "referral",
]
