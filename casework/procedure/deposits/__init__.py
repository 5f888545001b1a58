"""Deposits: a project's wage deposit or bank guarantee, and claims on it for unpaid wages.

Owns movements, balances, claims and their top-up. Payments to workers are left to ``ledger``, the
decision that a claim stands on to ``inspections``, the papers to ``documents``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.documents.terms.kinds import PaperServed, PaperVoided
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way
    from casework.procedure.deposits import models
    from casework.procedure.deposits.actions import hearing

    house.tables(models)
    house.hears(PaperServed, hearing.paper_served)
    house.hears(PaperVoided, hearing.paper_voided)
    house.brings(
        Keeps(Way.COUNTED, (RuleId.BOND_PAY, RuleId.BOND_FILL, RuleId.BOND_LG)),
        Keeps(Way.TOLD, (RuleId.BOND_REM,)),
    )
    if house.web:
        from casework.ground.identity.terms import Begins, Role
        from casework.procedure.deposits import views
        from casework.web.navigation import Behind, Entrance, Inside, Place

        house.pages(views)
        house.brings(
            Entrance(Place.MONEY, "deposits.index", order=10),
            Inside(Place.MONEY, "deposits"),
            Behind("ledger.payments", "deposits"),
            Begins("deposits.index", (Role.FUND_OFFICER,)),
        )
