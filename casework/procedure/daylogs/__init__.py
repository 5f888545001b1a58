"""A worker's own log, kept before there is any quarrel: days worked, and promises made to him.

Owns the log and its notes, which are only ever added. Leaves the pages to ``portal``, and the
complaint that a log may be brought into to ``intake``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.kernel.house import House


def install(house: House) -> None:
    from casework.procedure.daylogs import models

    house.tables(models)
