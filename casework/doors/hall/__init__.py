"""The hall: the first page, help and centres, and what a worker's browser keeps of his papers.

Owns the frame in which all pages of workers stand. Leaves each question, and whatever is opened
or proved, to the rooms above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.hall import views

        house.pages(views)
