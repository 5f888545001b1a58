"""How long the window is asked for something."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.procedure.calls.terms import Wish

#: What is asked for is shown so long; internal figures.
_SHOWN_FOR = {Wish.HELP: timedelta(hours=2), Wish.PRINT: timedelta(hours=24)}


def asked_since(wish: Wish, *, now: datetime) -> datetime:
    """What was asked for before this instant is shown no more."""
    return now - _SHOWN_FOR[wish]
