"""Endings: how each worker's line ended and by what proof; closing a case, and reopening it.

Owns the check that nothing is left open, and the second person's approval. Payments are left to
``ledger``, orders to ``inspections``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.cases.terms import ClaimsAdded
    from casework.procedure.closing import actions, models
    from casework.procedure.closing.terms import CaseClosed, LineEnded, LineReopened

    house.tables(models)
    house.hears(ClaimsAdded, actions.claims_added)
    house.hears(LineEnded, actions.line_ended)
    house.hears(LineReopened, actions.line_reopened)
    house.hears(CaseClosed, actions.tell_closed)
    if house.web:
        from casework.procedure.closing import views
        from casework.web.navigation import CaseTab, Inside, Place
        from casework.web.words import _l

        house.pages(views)
        house.brings(
            Inside(Place.CASES, "closing"),
            CaseTab(_l("办结"), "closing.endings", order=70, behind=("closing",)),
        )
