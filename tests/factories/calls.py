"""Calls to the window: somebody rings at a kiosk just now."""

from __future__ import annotations

from typing import Any

from casework.kernel import clock
from casework.procedure.calls import actions
from casework.procedure.calls.models import WindowCall
from casework.procedure.calls.terms import Wish
from tests.factories import offices


def call(*, area: str = offices.HOME, wish: Wish = Wish.HELP, **values: Any) -> WindowCall:
    """Somebody rings at a kiosk of the centre in this area."""
    return actions.call_window(offices.centre(area_code=area), wish, now=clock.now(), **values)
