"""Special inspections: at least two a year in each county, their targets and findings.

Owns campaigns and what they find. A finding opens a case or joins the one that is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House
    from casework.kernel.periodic import Mark


def install(house: House) -> None:
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way
    from casework.procedure.campaigns import actions, models
    from casework.procedure.campaigns.terms import CampaignOpened

    house.tables(models)
    house.hears(CampaignOpened, actions.opened)
    house.brings(Keeps(Way.ASKED, (RuleId.SP_CAP,)))
    if house.web:
        from casework.procedure.campaigns import views
        from casework.web.navigation import Entrance, Inside, Place

        house.pages(views)
        house.brings(
            Entrance(Place.CAMPAIGNS, "campaigns.index"),
            Inside(Place.CAMPAIGNS, "campaigns"),
        )


def periodic() -> tuple[Mark, ...]:
    from datetime import timedelta

    from casework.kernel.periodic import Periodic

    return (
        Periodic(
            name="campaigns",
            zh="专项检查",
            en="special inspections",
            task="tasks.campaigns.tick",
            every=3_600,
            quiet=timedelta(hours=3),
        ),
    )
