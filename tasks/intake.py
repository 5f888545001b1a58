"""Drafts that nobody came back to are wiped, and before them their files."""

from __future__ import annotations

from casework.intake import actions
from casework.kernel import clock
from tasks import app, watch


@app.task
def tick() -> int:
    """Returns how many drafts were wiped.

    What is wiped does not come back: nothing is, while an administrator has to look at the
    machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    actions.forget_old_files(now=clock.now())
    return actions.forget_old_drafts(now=clock.now())
