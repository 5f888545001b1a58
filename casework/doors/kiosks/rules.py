"""When somebody has walked away from a kiosk. All figures are internal ones."""

from __future__ import annotations

from datetime import datetime, timedelta

#: Without a touch for so long the kiosk asks whether anybody is there ...
WARN_AFTER = timedelta(seconds=60)
#: ... and after so long it forgets him, whether its script runs or not.
WIPE_AFTER = timedelta(seconds=90)
#: How long a machine stays a kiosk; browsers keep a cookie no longer.
KIOSK_FOR = timedelta(days=400)


def is_idle(seen_at: datetime, *, now: datetime) -> bool:
    """Whether the person of this visit has walked away."""
    return now - seen_at > WIPE_AFTER
