"""Progress: what a worker sees of his matter.

Owns how far it is, in his words: his state, who has it, the next day and why. Leaves what he does
with it to ``acting`` and ``confirming``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.progress import views

        house.pages(views)
