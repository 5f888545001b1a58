"""The counter: an officer files for whoever stands there, and says what it has to do with what
is open already.

Owns the counter's form and in what two complaints are alike. Leaves the register and the receipt
to ``intake``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.procedure.counter import views
        from casework.web.navigation import Inside, Place

        house.pages(views)
        house.brings(Inside(Place.COUNTER, "counter"))
