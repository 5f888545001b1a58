"""Kiosks: a machine in the service centre of an area."""

from __future__ import annotations

from typing import Any

from casework.doors.kiosks import actions as kiosks
from casework.doors.kiosks import queries as kiosk_queries
from casework.doors.kiosks.models import Kiosk
from casework.kernel import clock
from tests.factories import identity, offices


def kiosk(*, area: str = offices.HOME, by: Any = None) -> Kiosk:
    """Set up just now by a clerk of the area."""
    clerk = by or identity.officer(role="clerk", area=area)
    key = kiosks.set_up_kiosk(offices.centre(area_code=area), by=clerk, now=clock.now())
    found = kiosk_queries.find_kiosk(key)
    assert found is not None
    return found
