"""Words of the kiosk: a machine of a service centre that one worker after the other uses."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class Leaving(LabelEnum):
    """How a visit at a kiosk ended."""

    DONE = "done", "我办完了", "said they were done"
    IDLE = "idle", "走开了", "walked away"
    MOVED = "moved", "转到自己手机上", "continued on their own phone"


@dataclass(frozen=True)
class AtKiosk:
    """What a page knows of the kiosk on which it is shown; no visit before the first screen.

    ``warn_seconds`` without a touch bring the warning, ``wipe_seconds`` the end.
    """

    kiosk_id: int
    centre_id: int
    centre: str
    visit_id: int | None
    sound: bool
    warn_seconds: int
    wipe_seconds: int
