"""Logbook: the pages of a worker's own log of days and promises, before any quarrel.

Owns how he opens, fills, prints and wipes it. Leaves the log itself to ``daylogs``, and its way
into a complaint to the portal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.logbook import views

        house.pages(views)
