"""Ask: what is answered so far."""

from __future__ import annotations

import json
from typing import Any

from casework.intake.models import Draft


def answers(draft: Draft | None) -> dict[str, Any]:
    """What is answered so far; nothing without a draft."""
    found: dict[str, Any] = json.loads(draft.answers) if draft is not None else {}
    return found
