"""Drafts that nobody came back to are wiped, and before them their files."""

from __future__ import annotations

from functools import partial

from casework.ground.cases.actions import pieces
from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import looking
from casework.procedure.intake.actions import drafts as draft_actions
from casework.procedure.intake.queries import evidence
from tasks import app, watch

DRAFTS, FILES, UPLOADS = "drafts", "drafts.files", "drafts.uploads"
_AT_A_TIME = 2000


@app.task
def tick() -> int:
    """Returns how many drafts were wiped.

    What is wiped does not come back: nothing is, while an administrator has to look at the
    machine's clock.
    """
    if not watch.clock_is_sound():
        return 0
    now = clock.now()
    with looking():
        files = evidence.drafts_left(FILES, now=now, limit=_AT_A_TIME)
        uploads = evidence.uploads_left(UPLOADS, now=now, limit=_AT_A_TIME)
        before = evidence.files_kept_since(now)
        drafts = evidence.drafts_over(DRAFTS, now=now, limit=_AT_A_TIME)
    Sweep(FILES, now=now).each(files, partial(draft_actions.forget_files, now=now))
    Sweep(UPLOADS, now=now).each(uploads, partial(pieces.forget_upload, before=before, now=now))
    return Sweep(DRAFTS, now=now).each(drafts, partial(draft_actions.forget_draft, now=now))
