"""What the law says in numbers: dated limits and figures with their articles, and the calendar.

Owns the entries, their versions, who changed them and why, the working-day calendar, the
arithmetic of dates and the referral test. Leaves running clocks to the cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.statute import models

    house.tables(models)
    if house.web:
        from casework.ground.statute import views
        from casework.web.navigation import Entrance, Inside, Place

        house.pages(views)
        views.install(house.web)
        house.brings(
            Entrance(Place.STATUTE, "statute.rules"),
            Inside(Place.STATUTE, "statute"),
        )
