"""What is overdue goes up: to the squad head, the county, the city, until somebody answers.

Owns the items, their levels and answers. The clocks themselves belong to ``cases``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.escalation import models

    house.tables(models)
    if house.web:
        from casework.procedure.escalation import views

        house.pages(views)
