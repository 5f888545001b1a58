"""Drafts that nobody came back to are wiped, and before them their files."""

from __future__ import annotations

from casework.intake import actions
from casework.kernel import clock
from tasks import app


@app.task
def tick() -> int:
    """Returns how many drafts were wiped."""
    actions.forget_old_files(now=clock.now())
    return actions.forget_old_drafts(now=clock.now())
