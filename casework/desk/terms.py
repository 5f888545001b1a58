"""Words of the officers' lists."""

from __future__ import annotations

from dataclasses import dataclass

from casework.cases.terms import Stage
from casework.kernel.terms import LabelEnum
from casework.statute.terms import Card


class Whose(LabelEnum):
    """Which cases a reader wants to see."""

    MINE = "mine", "我手里的", "mine"
    UNIT = "unit", "本单位", "my unit"
    ALL = "all", "全部", "all"


class Standing(LabelEnum):
    """Open or ended."""

    OPEN = "open", "在办", "open"
    ENDED = "ended", "已办结", "ended"
    ANY = "any", "全部", "all"


PAGE_SIZES = (25, 50, 100)
#: Exact counts of large sets are slow and tell nobody anything: beyond this it is "1000+".
COUNT_CAP = 1000


@dataclass(frozen=True)
class Filter:
    """What a list of cases is narrowed by. Its words stand in the address."""

    whose: Whose = Whose.ALL
    standing: Standing = Standing.OPEN
    card: Card | None = None
    late: bool = False
    stage: Stage | None = None
    area_id: int | None = None
    text: str = ""
    size: int = 50
