"""Joining: a workmate comes into a group complaint, and a representative looks after it.

Owns the door of a group, the five pages, and what a representative sees. Leaves who stands in a
group to ``groups``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    if house.web:
        from casework.doors.joining import views
        from casework.web.navigation import Goal, Page

        house.pages(views)
        house.brings(
            Page(Goal.JOIN, "joining.join"),
            Page(Goal.JOIN_THIS, "joining.join_by_token"),
        )
