"""Drafts that nobody came back to are wiped, and before them their files."""

from __future__ import annotations

from functools import partial

from casework.cases import actions as cases
from casework.intake import actions, queries
from casework.kernel import clock
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import looking
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
        files = queries.drafts_left(FILES, now=now, limit=_AT_A_TIME)
        uploads = queries.uploads_left(UPLOADS, now=now, limit=_AT_A_TIME)
        before = queries.files_kept_since(now)
        drafts = queries.drafts_over(DRAFTS, now=now, limit=_AT_A_TIME)
    Sweep(FILES, now=now).each(files, partial(actions.forget_files, now=now))
    Sweep(UPLOADS, now=now).each(uploads, partial(cases.forget_upload, before=before, now=now))
    return Sweep(DRAFTS, now=now).each(drafts, partial(actions.forget_draft, now=now))
