"""What the law says in numbers: dated limits and figures with their articles, and the calendar.

Owns the entries, their versions, who changed them and why, the working-day calendar, the
arithmetic of dates and the referral test. Leaves running clocks to the cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


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


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="calendar",
            zh="放假安排检查",
            en="check of the calendar",
            task="tasks.statute.tick",
            every=3_600,
            quiet=timedelta(hours=3),
        ),
    )
