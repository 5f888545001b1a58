"""Lookup: by a number and the end of a phone a matter opens, or a log, or answers that wait.

Owns what a number leads to. Leaves wrong tries and what is open to ``proving``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.lookup import views
        from casework.web.navigation import Goal, Page

        house.pages(views)
        house.brings(Page(Goal.LOOKUP, "lookup.receipt"))
