"""Payouts: money from one account to many workers, each to his own card.

Owns the list that is frozen and approved, the payment by one slip, its undoing, and how an account
adds up. A room that pays out brings its tables (made of the shapes here), its conditions and its
papers, and says in a ``Scheme`` what its steps are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.payouts import models

    house.tables(models)
