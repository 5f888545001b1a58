"""Ask: what is answered so far."""

from __future__ import annotations

from typing import Any

from casework.intake.models import Draft
from casework.kernel.unreadable import loaded


def answers(draft: Draft | None) -> dict[str, Any]:
    """What is answered so far; nothing without a draft."""
    found: dict[str, Any] = loaded(draft.answers) if draft is not None else {}
    return found
