"""Boards for supervisors: counts and sums that open the very lists they count. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.reports import views
        from casework.ground.identity.terms import Begins, Role
        from casework.web.navigation import Entrance, Goal, Inside, Page, Place

        house.pages(views)
        house.brings(
            Page(Goal.BOARD, "reports.board"),
            Entrance(Place.SUPERVISION, "reports.board", order=10),
            Inside(Place.SUPERVISION, "reports"),
            Begins("reports.board", (Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR)),
        )
