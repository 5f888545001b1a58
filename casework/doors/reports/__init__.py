"""Boards for supervisors: counts and sums that open the very lists they count. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.reports import views

        house.pages(views)
