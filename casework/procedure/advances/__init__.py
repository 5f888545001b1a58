"""Advances: a county's emergency fund, what is advanced to workers, what the employer pays back.

Owns the fund's movements, advances and recoveries. Payments to workers are left to ``ledger``;
whether a deposit still has money is asked of ``deposits``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.documents.terms.kinds import PaperVoided
    from casework.ground.ledger.terms import PaymentRecorded
    from casework.procedure.advances import models
    from casework.procedure.advances.actions import hearing

    house.tables(models)
    house.hears(PaperVoided, hearing.paper_voided)
    house.hears(PaymentRecorded, hearing.paid)
    if house.web:
        from casework.ground.identity.terms import Permission
        from casework.ground.ledger.terms import Source, Undoing
        from casework.procedure.advances import views
        from casework.web.navigation import Behind, Entrance, Inside, Place, TabVerb
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Entrance(Place.MONEY, "advances.fund", order=20),
            Inside(Place.MONEY, "advances"),
            Behind("ledger.payments", "advances"),
            TabVerb(
                "ledger.payments",
                _l("周转金垫付"),
                "advances.prepare",
                (Permission.PREPARE_ADVANCE,),
                order=20,
            ),
            Undoing(Source.ADVANCE, "advances.undo"),
        )
