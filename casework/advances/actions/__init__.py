"""Do: keep the fund, advance from it, record what came back."""

from casework.advances.actions.advancing import (
    approve_advance,
    drop_advance,
    pay_advance,
    prepare_advance,
    return_advance,
    withdraw_advance,
)
from casework.advances.actions.keeping import move, pay_in, reverse
from casework.advances.actions.recovering import (
    record_employer_payment,
    record_hand_back,
    remind_recovery,
    reverse_recovery,
    undo_payment,
)

__all__ = [
    "approve_advance",
    "drop_advance",
    "move",
    "pay_advance",
    "pay_in",
    "prepare_advance",
    "record_employer_payment",
    "record_hand_back",
    "remind_recovery",
    "return_advance",
    "reverse",
    "reverse_recovery",
    "undo_payment",
    "withdraw_advance",
]
