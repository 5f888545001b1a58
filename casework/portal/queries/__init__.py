"""Ask: what a worker may see of his matter, and how long somebody who guesses has to wait."""

from casework.portal.queries.acting import Standing, claimant, standing
from casework.portal.queries.drafts import answers, files_of
from casework.portal.queries.group import mates, part
from casework.portal.queries.kiosks import (
    drafts_of_visit,
    find_kiosk,
    find_visit,
    idle_visits,
    kiosk,
    kiosk_index,
    kiosks,
)
from casework.portal.queries.matter import line_of, matter, sheet_of, waiting_for_word
from casework.portal.queries.openings import is_ended, opening_index
from casework.portal.queries.proving import (
    find_proof,
    is_proven,
    locked_code,
    phone_on_file,
    receipt_mark,
    token_index,
    window,
)
from casework.portal.queries.receipts import worker_of
from casework.portal.queries.tries import check_wait, code_mark, locked
from casework.portal.queries.waiting import (
    line_wanted,
    money_held,
    money_on_its_way,
    purpose_of,
    seekers,
)

__all__ = [
    "Standing",
    "answers",
    "check_wait",
    "claimant",
    "code_mark",
    "drafts_of_visit",
    "files_of",
    "find_kiosk",
    "find_proof",
    "find_visit",
    "idle_visits",
    "is_ended",
    "is_proven",
    "kiosk",
    "kiosk_index",
    "kiosks",
    "line_of",
    "line_wanted",
    "locked",
    "locked_code",
    "mates",
    "matter",
    "money_held",
    "money_on_its_way",
    "opening_index",
    "part",
    "phone_on_file",
    "purpose_of",
    "receipt_mark",
    "seekers",
    "sheet_of",
    "standing",
    "token_index",
    "waiting_for_word",
    "window",
    "worker_of",
]
