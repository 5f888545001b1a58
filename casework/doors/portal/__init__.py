"""The worker's pages: nine questions, the receipt, how far the matter is, centres and help.

Owns what a worker sees and how he is asked. Leaves what is filed to ``intake``, and what happens
with it to the rooms below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.doors.portal import models
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way

    house.tables(models)
    house.brings(
        Keeps(
            Way.TOLD, (RuleId.LIM_INSP, RuleId.LIM_ARB, RuleId.REC, RuleId.INJ_EMP, RuleId.INJ_SELF)
        )
    )
    if house.web:
        from casework.doors.portal import views
        from casework.doors.portal.views import watch

        house.pages(views)
        watch.install(house.web)


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="codes",
            zh="清理验证码",
            en="clearing of one-time codes",
            task="tasks.portal.tick",
            every=3_600,
            quiet=timedelta(hours=3),
        ),
        Periodic(
            name="kiosks",
            zh="自助机",
            en="kiosks",
            task="tasks.portal.kiosks",
            every=60,
            quiet=timedelta(minutes=5),
        ),
    )
