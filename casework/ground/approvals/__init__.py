"""One prepares, another decides: the one way in which anything is approved.

Owns what was put before the second person, sealed and hashed, who prepared it, who decided and
how. What a decision does is left to the room that asks: it decides here and then has its effect,
in one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.approvals import models

    house.tables(models)
