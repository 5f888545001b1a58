"""What this browser remembers of a group: by which code it came, and the answers so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import session

from casework.intake import queries as intake
from casework.intake.actions import new_code
from casework.intake.terms import Entry
from casework.portal import queries, rules
from casework.portal.views.blueprint import receipt_code

if TYPE_CHECKING:
    from casework.intake.models import Draft, Joining

_ENTRY, _DRAFT = "join_entry", "join_draft"


def keep_entry(entry: Entry) -> None:
    """Somebody stands at a door; what he began at another one stays under its code."""
    session[_ENTRY] = rules.entry_kept(entry)
    draft = kept_join_draft()
    begun = rules.draft_entry(queries.answers(draft))
    if begun is not None and begun.group_id != entry.group_id:
        session.pop(_DRAFT, None)


def kept_entry() -> Entry | None:
    """The door at which this browser stands."""
    return rules.entry_of(session.get(_ENTRY))


def coming_join_code() -> str:
    """The code under which the first answer will be kept; the first page shows it already."""
    code = session.get(_DRAFT)
    if not code or intake.is_code_taken(code):
        code = session[_DRAFT] = new_code()
    return str(code)


def kept_join_code() -> str:
    """The code under which answers of a joining are kept here, or will be."""
    return str(session.get(_DRAFT, ""))


def keep_join_draft(code: str) -> None:
    session[_DRAFT] = code


def sent_join_draft() -> Draft | None:
    """The draft behind a sending, also when it has been sent meanwhile."""
    code = session.get(_DRAFT)
    return intake.find_draft(code) if code else None


def kept_join_draft() -> Draft | None:
    """The answers of this browser, unless they are gone or sent."""
    draft = sent_join_draft()
    return None if draft is None or draft.complaint_id is not None else draft


def kept_joining() -> Joining | None:
    """How the holder of this browser's receipt came into a group; None for any other receipt."""
    code = receipt_code()
    return intake.find_joining_by_code(code) if code else None


def leave_door() -> None:
    session.pop(_ENTRY, None)
    session.pop(_DRAFT, None)


def make_room() -> None:
    """The next workmate on the same phone: he stands at the same door with a blank page."""
    session.pop(_DRAFT, None)
