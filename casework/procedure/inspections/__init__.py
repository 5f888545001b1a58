"""Investigation: interviews, the three-column check, orders to pay, decisions, and their terms.

Owns what was found and what the employer was told to do by when. Leaves papers to ``documents``,
money to ``ledger``, deposits and referrals to the rooms above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.cases.terms import ClockBreached
    from casework.ground.documents.terms.kinds import PaperIssued, PaperServed, PaperVoided
    from casework.ground.ledger.terms import PaymentRecorded, PaymentReversed
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way
    from casework.procedure.inspections import models
    from casework.procedure.inspections.actions import hearing
    from casework.procedure.inspections.terms import OrderServed

    house.tables(models)
    house.hears(PaperIssued, hearing.paper_issued)
    house.hears(PaperServed, hearing.paper_served)
    house.hears(PaperVoided, hearing.paper_voided)
    house.hears(PaymentRecorded, hearing.paid)
    house.hears(PaymentReversed, hearing.reversed_again)
    house.hears(ClockBreached, hearing.limit_breached)
    house.hears(OrderServed, hearing.order_served)
    house.brings(
        Keeps(Way.COUNTED, (RuleId.INV, RuleId.DEC, RuleId.ENF)),
        Keeps(Way.ASKED, (RuleId.SUE,)),
        Keeps(Way.TOLD, (RuleId.REC,)),
    )
    if house.web:
        from casework.procedure.inspections import views
        from casework.web.navigation import CaseTab, Inside, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Inside(Place.CASES, "inspections"),
            CaseTab(_l("人员与金额"), "inspections.lines", order=20, behind=("inspections",)),
        )
