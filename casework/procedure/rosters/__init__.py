"""Lists of workers from somebody's own spreadsheet: read, looked over row by row, and taken.

Owns what a column may hold and what a row may not. Leaves the people to ``intake``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.procedure.rosters import views
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(Inside(Place.COUNTER, "rosters"))
