"""Investigation: interviews, the three-column check, orders to pay, decisions, and their terms.

Owns what was found and what the employer was told to do by when. Leaves papers to ``documents``,
money to ``ledger``, deposits and referrals to the rooms above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.inspections import models

    house.tables(models)
    if house.web:
        from casework.procedure.inspections import views

        house.pages(views)
