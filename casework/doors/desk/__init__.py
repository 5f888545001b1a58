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

        house.pages(views)
        views.install(house.web)
