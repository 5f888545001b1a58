"""Posters at counters and on sites: a code that opens the form with the place filled in.

Owns where each hangs and how often it was used. Leaves the form that it opens to ``portal``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.doors.posters import models

    house.tables(models)
    if house.web:
        from casework.doors.posters import views
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(Inside(Place.COUNTER, "posters"))
