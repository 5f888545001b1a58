"""The people and firms of a case: workers, employers, projects and their contracting chain.

Owns who they are. Leaves what is owed to ``ledger`` and what is claimed to ``cases``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.parties import models

    house.tables(models)
