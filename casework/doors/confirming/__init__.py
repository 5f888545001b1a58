"""Confirming: a worker who has proved himself says whether the money has come.

Owns his word on one payment after another. Leaves what it does to the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.confirming import views

        house.pages(views)
