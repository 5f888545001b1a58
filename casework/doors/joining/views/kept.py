"""What this browser remembers of a group: by which code it came, and the answers so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.doors.hall import queries as drafts
from casework.doors.joining import rules as joining
from casework.procedure.groups.terms import Entry
from casework.procedure.intake.actions.drafts import new_code
from casework.procedure.intake.queries import complaints
from casework.web import tabs
from casework.web.tabs import WorkerPages, tab

if TYPE_CHECKING:
    from casework.procedure.intake.models.complaints import Draft

_ENTRY, _DRAFT = "join_entry", "join_draft"

blueprint = WorkerPages("joining", __name__, doors=("join", "join_by_token"), drafts=(_DRAFT,))


def keep_entry(entry: Entry) -> None:
    """Somebody stands at a door; what he began at another one stays under its code."""
    tab[_ENTRY] = joining.entry_kept(entry)
    draft = kept_join_draft()
    begun = joining.draft_entry(drafts.answers(draft))
    if begun is not None and begun.group_id != entry.group_id:
        tab.pop(_DRAFT, None)


def go_on_at(group_id: int, issue: int) -> None:
    """Who answered under a code that was renewed meanwhile finds his answers again; everybody
    else begins with a blank page."""
    for handle, kept in tabs.everywhere(_ENTRY):
        entry = joining.entry_of(kept)
        if entry is not None and entry.group_id == group_id and entry.issue != issue:
            tabs.go_on(handle)
            return
    tabs.begin()


def kept_entry() -> Entry | None:
    """The door at which this browser stands."""
    return joining.entry_of(tab.get(_ENTRY))


def coming_join_code() -> str:
    """The code under which the first answer will be kept; the first page shows it already."""
    code = tab.get(_DRAFT)
    if not code or complaints.is_code_taken(code):
        code = new_code()
        tab.note(_DRAFT, code)
    return str(code)


def keep_join_draft(code: str) -> None:
    tab[_DRAFT] = code


def sent_join_draft() -> Draft | None:
    """The draft behind a sending, also when it has been sent meanwhile."""
    code = tab.get(_DRAFT)
    return complaints.find_draft(code) if code else None


def kept_join_draft() -> Draft | None:
    """The answers of this browser, unless they are gone or sent."""
    draft = sent_join_draft()
    return None if draft is None or draft.complaint_id is not None else draft


def make_room() -> None:
    """The next workmate on the same phone: he stands at the same door with a blank page."""
    entry = kept_entry()
    tabs.begin()
    if entry is not None:
        keep_entry(entry)
