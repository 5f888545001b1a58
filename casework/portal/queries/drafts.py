"""Ask: what is answered so far, and how many files have come with it."""

from __future__ import annotations

from typing import Any

from casework.cases import queries as cases
from casework.cases.terms import Folder
from casework.intake.models import Draft
from casework.kernel.unreadable import loaded


def answers(draft: Draft | None) -> dict[str, Any]:
    """What is answered so far; nothing without a draft."""
    found: dict[str, Any] = loaded(draft.answers) if draft is not None else {}
    return found


def files_of(draft: Draft | None) -> int:
    """How many files have come with the answers so far."""
    return len(cases.files(Folder(draft_id=draft.id))) if draft is not None else 0
