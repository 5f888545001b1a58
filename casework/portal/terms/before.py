"""Words of the three questions before the first page: what the matter is, who is responsible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.kernel.terms import LabelEnum


class Topic(LabelEnum):
    """What a worker comes with."""

    WAGES = "wages", "工钱没给、没给够", "Wages not paid, or not in full"
    COMMISSION = "commission", "提成、分成没谈拢", "A dispute about commission or shares"
    COMPENSATION = "compensation", "辞退、赔偿的事", "Dismissal or compensation"
    ACCIDENT = "accident", "干活受了伤", "An injury at work"
    INSURANCE = "insurance", "社保没给交", "Social insurance not paid"
    UNSURE = "unsure", "说不清，帮我判断", "Not sure, please find out"

    @property
    def ours(self) -> bool:
        """Whether labour inspection takes it up; who does not know is never sent away."""
        return self in (Topic.WAGES, Topic.UNSURE)


class Body(LabelEnum):
    """Who is responsible."""

    INSPECTION = "inspection", "劳动监察大队", "labour inspection squad"
    ARBITRATION = "arbitration", "劳动人事争议仲裁委员会", "labour arbitration commission"
    INJURIES = "injuries", "人社局工伤科", "work injury section of the human resources bureau"
    INSURANCE = "insurance", "社会保险经办机构", "social insurance agency"


@dataclass(frozen=True)
class Reach:
    """How far back one way looks: its length in years, its last day, and its article.

    ``last_day`` None: the month is not remembered.
    """

    years: int
    article: str
    last_day: date | None
    over: bool


@dataclass(frozen=True)
class Advice:
    """What the three answers come to. Nothing of it stops anybody."""

    topic: Topic
    body: Body
    inspection: Reach | None
    arbitration: Reach | None
