"""A made-up city: the real map of offices with invented people, to try everything in.

Owns what is in the demo and in which order it is built. Everything is made by the same actions
that the pages call. All names of persons and firms show that they are invented, and passwords are
drawn afresh for each city.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from casework.demo import people

#: What is built after the officers, in this order; each module has ``load(*, now, say)`` and may
#: run again without doubling anything.
_ROOMS = ("cases", "replays", "rooms", "doors")


def load(*, sign_ins: Path, now: datetime, say: Callable[[str], object]) -> None:
    """Builds what is missing, and says what it is at.

    The file of sign-ins comes last: a city without it is unfinished.
    """
    known, fresh = people.seat(sign_ins, now=now, say=say)
    for name in _ROOMS:
        if find_spec(f"{__name__}.{name}") is not None:
            import_module(f"{__name__}.{name}").load(now=now, say=say)
    if fresh:
        people.write(sign_ins, {**known, **fresh})
