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
        from casework.web.navigation import CaseTab, Entrance, Inside, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Entrance(Place.MONEY, "ledger.held", order=30),
            Inside(Place.CASES, "ledger"),
            CaseTab(_l("资金"), "ledger.payments", order=50, behind=("ledger",)),
        )
