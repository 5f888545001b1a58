"""Do: sign in and out, make and change accounts, log who read what."""

from casework.identity.actions.accounts import (
    appoint,
    change,
    change_mail,
    disable,
    enable,
    first_administrator,
    invite,
    seat_demo,
)
from casework.identity.actions.hashing import Chosen, Compared, choose, compare, hashed, verify
from casework.identity.actions.passwords import change_password, set_first_password
from casework.identity.actions.readings import log_reading
from casework.identity.actions.signing_in import (
    end_sign_in,
    end_sign_ins,
    note_seen,
    open_sign_in,
    sign_in,
    sign_out_everywhere,
)

__all__ = [
    "Chosen",
    "Compared",
    "appoint",
    "change",
    "change_mail",
    "change_password",
    "choose",
    "compare",
    "disable",
    "enable",
    "end_sign_in",
    "end_sign_ins",
    "first_administrator",
    "hashed",
    "invite",
    "log_reading",
    "note_seen",
    "open_sign_in",
    "seat_demo",
    "set_first_password",
    "sign_in",
    "sign_out_everywhere",
    "verify",
]
