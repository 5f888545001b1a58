"""The worker's pages: nine questions, evidence, the receipt.

Owns how a worker is asked when he files. Leaves what is filed to ``intake``, and what happens with
it to the rooms beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.portal import views

        house.pages(views)
