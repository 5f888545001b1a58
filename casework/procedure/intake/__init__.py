"""What arrives: drafts, complaints and tips, and the decision to take them or not.

Owns the register of complaints, their receipts and their acceptance. Leaves the case that follows
to ``cases`` and what a worker sees of it to ``portal``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.ground.cases.terms import ClockMoved
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way
    from casework.procedure.intake import models
    from casework.procedure.intake.actions import hearing

    house.tables(models)
    house.hears(ClockMoved, hearing.date_moved)
    house.brings(
        Keeps(Way.COUNTED, (RuleId.ACC, RuleId.SUPP, RuleId.PASS_ON, RuleId.FILE)),
        Keeps(Way.ASKED, (RuleId.LIM_INSP,)),
        Keeps(Way.TOLD, (RuleId.REC, RuleId.SUE_REC)),
    )
    if house.web:
        from casework.procedure.intake import views
        from casework.web.navigation import Entrance, Inside, OfficeTab, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Entrance(Place.COUNTER, "intake.desk"),
            Inside(Place.COUNTER, "intake"),
            OfficeTab(_l("举报人身份查看记录"), "intake.openings", order=30),
        )


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="drafts",
            zh="清理草稿",
            en="clearing of drafts",
            task="tasks.intake.tick",
            every=3_600,
            quiet=timedelta(hours=3),
        ),
    )
