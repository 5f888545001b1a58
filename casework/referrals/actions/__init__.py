"""Do: report to the head, decide, send, record what the other side did; pass a file on."""

from casework.referrals.actions.deciding import (
    approve_referral,
    prepare_referral,
    refuse_referral,
    withdraw_referral,
)
from casework.referrals.actions.following import note_sent, pass_on, record_step, send_referral

__all__ = [
    "approve_referral",
    "note_sent",
    "pass_on",
    "prepare_referral",
    "record_step",
    "refuse_referral",
    "send_referral",
    "withdraw_referral",
]
