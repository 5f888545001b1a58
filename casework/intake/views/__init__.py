"""The desk: complaints that wait, the counter, the decision, the receipt, tips.

Workers' own pages are in ``portal``.
"""

from casework.intake.views.blueprint import blueprint
from casework.intake.views.calls import answer_call, call_receipt
from casework.intake.views.complaints import complaint, desk
from casework.intake.views.counter import find, new, receipt, reissue, take_over
from casework.intake.views.deciding import (
    accept,
    passed_on,
    refuse,
    supplement,
    supplemented,
    transfer,
)
from casework.intake.views.evidence import add_evidence
from casework.intake.views.groups import (
    add_workmate,
    close_group,
    group_sheet,
    joined_receipt,
    mark_representative,
    open_group,
    reissue_joined,
    renew_group,
    reopen_group,
)
from casework.intake.views.identities import identity
from casework.intake.views.posters import new_poster, poster, posters, void_poster
from casework.intake.views.roster import roster, roster_template, undo_roster
from casework.intake.views.senders import sender
from casework.intake.views.tips import open_tip, openings, stand_up
from casework.intake.views.triage import pressing
from casework.intake.views.unreached import called

__all__ = [
    "accept",
    "add_evidence",
    "add_workmate",
    "answer_call",
    "blueprint",
    "call_receipt",
    "called",
    "close_group",
    "complaint",
    "desk",
    "find",
    "group_sheet",
    "identity",
    "joined_receipt",
    "mark_representative",
    "new",
    "new_poster",
    "open_group",
    "open_tip",
    "openings",
    "passed_on",
    "poster",
    "posters",
    "pressing",
    "receipt",
    "refuse",
    "reissue",
    "reissue_joined",
    "renew_group",
    "reopen_group",
    "roster",
    "roster_template",
    "sender",
    "stand_up",
    "supplement",
    "supplemented",
    "take_over",
    "transfer",
    "undo_roster",
    "void_poster",
]
