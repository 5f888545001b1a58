"""Officers: who they are, what their role lets them do, and how they sign in.

Owns roles, permissions, sign-ins and the log of readings of personal data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.identity import models

    house.tables(models)
    if house.web:
        from casework.ground.identity import views
        from casework.ground.identity.views import bar, present

        house.pages(views)
        present.install(house.web)
        bar.install(house.web)
