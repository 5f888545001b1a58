"""Precheck: three short questions for those who do not know whether their matter belongs here.

Owns who is responsible for what, and the advice. Leaves the complaint itself to the portal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.statute.terms.ids import RuleId
    from casework.ground.statute.terms.keeping import Keeps, Way

    house.brings(
        Keeps(
            Way.TOLD, (RuleId.LIM_INSP, RuleId.LIM_ARB, RuleId.REC, RuleId.INJ_EMP, RuleId.INJ_SELF)
        )
    )
    if house.web:
        from casework.doors.precheck import views

        house.pages(views)
