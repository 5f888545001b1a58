"""Calls from the kiosks of a service centre to its window, and the answer there.

Owns what was asked and who went. Leaves the kiosk to the doors, and the receipt that is printed
again to ``intake``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.calls import models

    house.tables(models)
    if house.web:
        from casework.procedure.calls import views
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(Inside(Place.COUNTER, "calls"))
