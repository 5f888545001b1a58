"""The worker's pages: public, without an account and without a script."""

from casework.portal.views.acting import (
    correct,
    correct_one,
    phone,
    phone_code,
    satisfied,
    unsolved,
    withdraw,
)
from casework.portal.views.before import advice, office, topic, when
from casework.portal.views.blueprint import blueprint
from casework.portal.views.days import (
    days,
    days_close,
    days_code,
    days_code_sheet,
    days_day,
    days_log,
    days_new,
    days_promise,
    days_sheet,
    days_wipe,
    days_wipe_code,
)
from casework.portal.views.days_brought import days_complain
from casework.portal.views.doors import (
    centres,
    help,  # noqa: A004 - a page is called so
    home,
    secret,
    why,
)
from casework.portal.views.evidence import evidence, piece
from casework.portal.views.group import answer_as_representative, group, group_sheet, open_group
from casework.portal.views.how_much import how_much
from casework.portal.views.joining import (
    join,
    join_by_token,
    join_how_long,
    join_how_much,
    join_name,
    join_new,
    join_next,
    join_phone,
    join_send,
    join_start,
    joined,
    joined_sheet,
)
from casework.portal.views.kiosk import (
    kiosk_done,
    kiosk_here,
    kiosk_moved,
    kiosk_phone,
    kiosk_start,
    kiosk_still,
    not_printed,
    ring,
)
from casework.portal.views.kiosks import end_kiosk, kiosks, leave_kiosk, set_up_kiosk
from casework.portal.views.money import came, less
from casework.portal.views.more_evidence import more_evidence, more_piece
from casework.portal.views.posters import poster
from casework.portal.views.progress import days_open, matter, progress, seen
from casework.portal.views.proving import code, prove
from casework.portal.views.questions import again, check, how_long, how_many, send, where, who, you
from casework.portal.views.receipts import receipt, remembered, sheet, text
from casework.portal.views.tips import stand_up
from casework.portal.views.waiting import (
    money,
    money_close,
    money_code,
    money_found,
    money_want,
)
from casework.portal.views.watch import install

__all__ = [
    "advice",
    "again",
    "answer_as_representative",
    "blueprint",
    "came",
    "centres",
    "check",
    "code",
    "correct",
    "correct_one",
    "days",
    "days_close",
    "days_code",
    "days_code_sheet",
    "days_complain",
    "days_day",
    "days_log",
    "days_new",
    "days_open",
    "days_promise",
    "days_sheet",
    "days_wipe",
    "days_wipe_code",
    "end_kiosk",
    "evidence",
    "group",
    "group_sheet",
    "help",
    "home",
    "how_long",
    "how_many",
    "how_much",
    "install",
    "join",
    "join_by_token",
    "join_how_long",
    "join_how_much",
    "join_name",
    "join_new",
    "join_next",
    "join_phone",
    "join_send",
    "join_start",
    "joined",
    "joined_sheet",
    "kiosk_done",
    "kiosk_here",
    "kiosk_moved",
    "kiosk_phone",
    "kiosk_start",
    "kiosk_still",
    "kiosks",
    "leave_kiosk",
    "less",
    "matter",
    "money",
    "money_close",
    "money_code",
    "money_found",
    "money_want",
    "more_evidence",
    "more_piece",
    "not_printed",
    "office",
    "open_group",
    "phone",
    "phone_code",
    "piece",
    "poster",
    "progress",
    "prove",
    "receipt",
    "remembered",
    "ring",
    "satisfied",
    "secret",
    "seen",
    "send",
    "set_up_kiosk",
    "sheet",
    "stand_up",
    "text",
    "topic",
    "unsolved",
    "when",
    "where",
    "who",
    "why",
    "withdraw",
    "you",
]
