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
        from casework.ground.identity.terms import Begins, Permission, Role
        from casework.ground.ledger.terms import Source, Undoing
        from casework.procedure.deposits import views
        from casework.web.navigation import Behind, Entrance, Inside, Place, TabVerb
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Entrance(Place.MONEY, "deposits.index", order=10),
            Inside(Place.MONEY, "deposits"),
            Behind("ledger.payments", "deposits"),
            TabVerb(
                "ledger.payments",
                _l("动用保证金"),
                "deposits.claim",
                (Permission.PREPARE_CLAIM,),
                order=10,
            ),
            TabVerb(
                "ledger.payments",
                _l("登记工资卡"),
                "deposits.cards",
                (Permission.PREPARE_CLAIM, Permission.PREPARE_ADVANCE),
                order=30,
            ),
            Undoing(Source.DEPOSIT, "deposits.undo"),
            Begins("deposits.index", (Role.FUND_OFFICER,)),
        )
