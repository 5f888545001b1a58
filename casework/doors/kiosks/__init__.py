"""Kiosks: machines in service centres, for one worker after the other.

Owns which machines are kiosks, the visits to them, and the watch that forgets who walked away.
Leaves what a worker does there to the rooms above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.doors.kiosks import models

    house.tables(models)
    if house.web:
        from casework.doors.kiosks import views
        from casework.doors.kiosks.views import watch
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(Inside(Place.COUNTER, "kiosks"))
        watch.install(house.web)


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="kiosks",
            zh="自助机",
            en="kiosks",
            task="tasks.kiosks.tick",
            every=60,
            quiet=timedelta(minutes=5),
        ),
    )
