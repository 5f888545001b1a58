"""What a worker does himself after filing: correct, withdraw, change his phone, say that it is not
solved, say whether he is content.

Owns his requests, until an officer has carried them out or answered them. Leaves what they change
to ``intake``, ``cases`` and ``closing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.intake.terms import ComplaintAccepted
    from casework.procedure.requests import models
    from casework.procedure.requests.actions import hearing

    house.tables(models)
    house.hears(ComplaintAccepted, hearing.accepted)
    if house.web:
        from casework.procedure.requests import views
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(Inside(Place.COUNTER, "requests"))
