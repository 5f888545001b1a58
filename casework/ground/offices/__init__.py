"""Where and who: areas, units (a department in an area), service centres.

Owns the map of responsibility and the reach of a reader over it. Leaves persons to ``identity``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.ground.offices import models

    house.tables(models)
