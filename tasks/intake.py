"""Drafts that nobody came back to are wiped."""

from __future__ import annotations

from casework.intake import actions
from casework.kernel import clock
from tasks import app


@app.task
def tick() -> int:
    """Returns how many were wiped."""
    return actions.forget_old_drafts(now=clock.now())
