"""Waiting: a worker without a receipt looks whether money lies there for him.

Owns the look by phone and ID number. Leaves what is held, and for whom, to the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.waiting import views

        house.pages(views)
