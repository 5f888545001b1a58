"""Endings: how each worker's line ended and by what proof; closing a case, and reopening it.

Owns the check that nothing is left open, and the second person's approval. Payments are left to
``ledger``, orders to ``inspections``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.closing import models

    house.tables(models)
    if house.web:
        from casework.procedure.closing import views

        house.pages(views)
