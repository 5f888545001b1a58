"""The ledger: who was paid what, by whom, when, with which proof; to the fen.

Owns entries that are only ever added. Who is owed how much stands in the lines of ``cases``; where
money comes from (a deposit, the emergency fund) is left to the rooms above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.ledger import models

    house.tables(models)
    if house.web:
        from casework.ground.ledger import views

        house.pages(views)
