"""Do: what a worker says after filing, and what an officer does about it."""

from casework.requests.actions.asking import (
    ask_correction,
    ask_withdrawal,
    change_phone,
    follow_into_case,
    grade,
    say_unsolved,
)
from casework.requests.actions.settling import answer, carry_out, keep, reopen_late, withdraw

__all__ = [
    "answer",
    "ask_correction",
    "ask_withdrawal",
    "carry_out",
    "change_phone",
    "follow_into_case",
    "grade",
    "keep",
    "reopen_late",
    "say_unsolved",
    "withdraw",
]
