"""A large city: the same for the same seed, in every state, and it adds up."""

from __future__ import annotations

import time
from typing import Any

from casework.cli.demo import _turn, a_scratch
from casework.demo import city
from tests.conftest import NOW


def test_first(app: Any, session: Any, tmp_path: Any) -> None:
    settings = app.extensions["settings"]
    t = time.time()
    with a_scratch(settings) as scratch:
        says = lambda *w: print(round(time.time() - t, 2), *w, flush=True)
        city.load(200, seed=1, more=False, sign_ins=tmp_path / "s", means=city.Means(scratch, _turn, says), now=NOW)
