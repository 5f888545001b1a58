"""The officers' pages: what to do today, the queue of cases, the page of a case.

Owns lists and the way things are brought together; decides and changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.desk import views
        from casework.doors.desk.views import blueprint
        from casework.web.navigation import CaseTab, Entrance, Goal, Inside, Page, Place
        from casework.web.words import _l

        house.pages(views)
        blueprint.install(house.web)
        house.brings(
            Page(Goal.TODAY, "desk.today"),
            Page(Goal.CASE, "desk.case"),
            Entrance(Place.TODAY, "desk.today"),
            Entrance(Place.CASES, "desk.queue"),
            Inside(Place.CASES, "desk"),
            CaseTab(_l("概要"), "desk.case", order=10),
        )
