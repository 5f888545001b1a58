"""Group complaints: workmates join one complaint by a code, each with a receipt of his own, and
some of them speak for all.

Owns the code, how each came in, and the representatives. Leaves the complaint to ``intake`` and
the worker's own pages to the doors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.groups import models

    house.tables(models)
    if house.web:
        from casework.procedure.groups import views
        from casework.procedure.groups.views import panel
        from casework.procedure.intake.views.panels import Panel
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(
            Inside(Place.COUNTER, "groups"),
            Panel("groups/_panel.html", panel.panel_of, form="mark_form"),
        )
