"""Do: keep deposits, claim on them, record what the bank paid and what was topped up."""

from casework.deposits.actions.claiming import (
    approve_claim,
    begin_bank_term,
    drop_claim,
    enter_card,
    enter_cards,
    prepare_claim,
    return_claim,
    withdraw_claim,
)
from casework.deposits.actions.keeping import give_back, keep_deposit, move
from casework.deposits.actions.paying import record_bank_payment, record_top_up, undo_bank_payment
from casework.deposits.actions.reversing import reverse

__all__ = [
    "approve_claim",
    "begin_bank_term",
    "drop_claim",
    "enter_card",
    "enter_cards",
    "give_back",
    "keep_deposit",
    "move",
    "prepare_claim",
    "record_bank_payment",
    "record_top_up",
    "return_claim",
    "reverse",
    "undo_bank_payment",
    "withdraw_claim",
]
