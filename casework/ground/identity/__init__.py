"""Officers: who they are, what their role lets them do, and how they sign in.

Owns roles, permissions, sign-ins and the log of readings of personal data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.identity import models

    house.tables(models)
    if house.web:
        from casework.ground.identity import views
        from casework.ground.identity.terms import Begins, Role
        from casework.ground.identity.views import bar, present
        from casework.web.navigation import Entrance, Inside, OfficeTab, Place
        from casework.web.words import _l

        house.pages(views)
        present.install(house.web)
        bar.install(house.web)
        house.brings(
            Entrance(Place.OFFICE, "identity.officers", order=10),
            Entrance(Place.OFFICE, "identity.readings", order=30),
            Inside(Place.OFFICE, "identity"),
            OfficeTab(
                _l("人员"),
                "identity.officers",
                order=10,
                behind=("identity.officer", "identity.new_officer", "identity.invite"),
            ),
            OfficeTab(_l("查阅记录"), "identity.readings", order=20),
            Begins("identity.readings", (Role.AUDITOR,)),
        )
