"""Do: open a receipt for whoever holds it, and slow down those who guess."""

from casework.portal.actions.bringing import may_bring
from casework.portal.actions.joining import find_door
from casework.portal.actions.keeping import send_number
from casework.portal.actions.kiosks import (
    begin_visit,
    end_kiosk,
    end_visit,
    note_drafts_of_visit,
    note_visit_seen,
    set_up_kiosk,
    take_draft_along,
)
from casework.portal.actions.looking_up import digits_of, look_up
from casework.portal.actions.money import say_came, say_less
from casework.portal.actions.openings import end_openings, forget_ended_openings
from casework.portal.actions.proving import (
    end_proof,
    enter_code,
    forget_old_codes,
    note_proven,
    renew_token,
    send_code,
    send_code_to,
)
from casework.portal.actions.tries import forget_old_tries
from casework.portal.actions.waiting import ask_who_looks, want_money

__all__ = [
    "ask_who_looks",
    "begin_visit",
    "digits_of",
    "end_kiosk",
    "end_openings",
    "end_proof",
    "end_visit",
    "enter_code",
    "find_door",
    "forget_ended_openings",
    "forget_old_codes",
    "forget_old_tries",
    "look_up",
    "may_bring",
    "note_drafts_of_visit",
    "note_proven",
    "note_visit_seen",
    "renew_token",
    "say_came",
    "say_less",
    "send_code",
    "send_code_to",
    "send_number",
    "set_up_kiosk",
    "take_draft_along",
    "want_money",
]
