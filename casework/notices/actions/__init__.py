"""Do: write a message with the change it tells of; take it, send it, keep what became of it; read
what is answered; remind an officer once a day."""

from casework.notices.actions.answering import keep_reply, read_reply
from casework.notices.actions.calling import called
from casework.notices.actions.reminding import remind
from casework.notices.actions.sending import (
    mark_asked,
    reconcile,
    settle,
    take,
    take_report,
    try_again,
)
from casework.notices.actions.telling import send_code, take_back, tell, tell_phone

__all__ = [
    "called",
    "keep_reply",
    "mark_asked",
    "read_reply",
    "reconcile",
    "remind",
    "send_code",
    "settle",
    "take",
    "take_back",
    "take_report",
    "tell",
    "tell_phone",
    "try_again",
]
