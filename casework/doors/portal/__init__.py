"""The worker's pages: nine questions, the receipt, how far the matter is, centres and help.

Owns what a worker sees and how he is asked. Leaves what is filed to ``intake``, and what happens
with it to the rooms below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.doors.portal import models

    house.tables(models)
    if house.web:
        from casework.doors.portal import views
        from casework.doors.portal.views import watch

        house.pages(views)
        watch.install(house.web)
