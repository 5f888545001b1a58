"""Ask: what is answered so far, and how many files have come with it."""

from __future__ import annotations

from typing import Any

from casework.ground.cases.queries import evidence
from casework.ground.cases.terms import Folder
from casework.kernel.unreadable import loaded
from casework.procedure.intake.models.complaints import Draft


def answers(draft: Draft | None) -> dict[str, Any]:
    """What is answered so far; nothing without a draft."""
    found: dict[str, Any] = loaded(draft.answers) if draft is not None else {}
    return found


def files_of(draft: Draft | None) -> int:
    """How many files have come with the answers so far."""
    return len(evidence.files(Folder(draft_id=draft.id))) if draft is not None else 0
