"""Kiosks: a machine in the service centre of an area."""

from __future__ import annotations

from typing import Any

from casework.doors.portal.actions import kiosks
from casework.doors.portal.models.kiosks import Kiosk
from casework.doors.portal.queries import kiosks as kiosk_queries
from casework.kernel import clock
from tests.factories import identity, offices


def kiosk(*, area: str = offices.HOME, by: Any = None) -> Kiosk:
    """Set up just now by a clerk of the area."""
    clerk = by or identity.officer(role="clerk", area=area)
    key = kiosks.set_up_kiosk(offices.centre(area_code=area), by=clerk, now=clock.now())
    found = kiosk_queries.find_kiosk(key)
    assert found is not None
    return found
