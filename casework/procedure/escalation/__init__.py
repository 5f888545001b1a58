"""What is overdue goes up: to the squad head, the county, the city, until somebody answers.

Owns the items, their levels and answers. The clocks themselves belong to ``cases``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.ground.cases.terms import ClockBreached, OverdueMet
    from casework.procedure.escalation import models
    from casework.procedure.escalation.actions import hearing
    from casework.procedure.groups.terms import WorkmateJoined
    from casework.procedure.intake.terms import ComplaintAccepted, ComplaintFiled
    from casework.procedure.rosters.terms import RosterAdded

    house.tables(models)
    house.hears(ClockBreached, hearing.limit_breached)
    house.hears(OverdueMet, hearing.overdue_met)
    house.hears(ComplaintFiled, hearing.more_people)
    house.hears(ComplaintAccepted, hearing.more_people)
    house.hears(RosterAdded, hearing.more_people)
    house.hears(WorkmateJoined, hearing.more_people)
    if house.web:
        from casework.procedure.escalation import views
        from casework.web.navigation import Entrance, Inside, Place

        house.pages(views)
        house.brings(
            Entrance(Place.SUPERVISION, "escalation.queue", order=20),
            Inside(Place.SUPERVISION, "escalation"),
        )


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="escalation",
            zh="督办",
            en="escalation",
            task="tasks.escalation.tick",
            every=300,
            quiet=timedelta(minutes=20),
        ),
    )
