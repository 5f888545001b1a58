"""Do: record a payment, confirm that it arrived, reverse what was wrong; hold what could not be
handed over, and hand it over."""

from casework.ledger.actions.entries import (
    confirm,
    confirm_many,
    confirm_slip,
    hold_lines,
    named,
    record_payment,
    report_short,
    reverse,
)
from casework.ledger.actions.holding import hand_over, hold_money, want_money

__all__ = [
    "confirm",
    "confirm_many",
    "confirm_slip",
    "hand_over",
    "hold_lines",
    "hold_money",
    "named",
    "record_payment",
    "report_short",
    "reverse",
    "want_money",
]
