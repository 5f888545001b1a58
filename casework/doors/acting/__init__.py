"""Acting: what a worker does himself with his matter, once he has proved that it is his.

Owns the pages of his requests and of what he adds. Leaves the requests to ``requests``, and the
files to ``intake``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.acting import views

        house.pages(views)
