"""Referrals: a file goes to the police, or on to court, arbitration or legal aid.

Owns the report by element, the principal head's decision, what the police answered and what
followed. The test itself is a rule of ``statute``; orders and their service are ``inspections``'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.documents.terms.kinds import PaperServed
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way
    from casework.procedure.referrals import models
    from casework.procedure.referrals.actions import hearing

    house.tables(models)
    house.hears(PaperServed, hearing.paper_served)
    house.brings(
        Keeps(
            Way.COUNTED,
            (
                RuleId.CR_APP,
                RuleId.CR_SEND,
                RuleId.CR_REV,
                RuleId.CR_SUPP,
                RuleId.CR_REC,
                RuleId.CR_RECD,
                RuleId.CR_HAND,
            ),
        ),
        Keeps(Way.ASKED, (RuleId.ENF,)),
    )
    if house.web:
        from casework.procedure.referrals import views
        from casework.web.navigation import CaseTab, Inside, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Inside(Place.CASES, "referrals"),
            CaseTab(_l("移送"), "referrals.case", order=60, behind=("referrals",)),
        )
