"""Proving: how a worker shows, without an account, that a matter is his.

Owns one-time codes, the counters of wrong tries, and what is open in a browser and for how long.
Leaves what he then sees and does to the rooms above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.doors.proving import models

    house.tables(models)
    if house.web:
        from casework.doors.proving import views

        house.pages(views)


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="codes",
            zh="清理验证码",
            en="clearing of one-time codes",
            task="tasks.proving.tick",
            every=3_600,
            quiet=timedelta(hours=3),
        ),
    )
