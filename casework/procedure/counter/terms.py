"""Words of the counter: in what two complaints are alike, and what is done with them."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class Likeness(LabelEnum):
    """In what a new complaint agrees with something that is open already."""

    PERSON = "person", "同一个人", "same person"
    EMPLOYER = "employer", "同一个单位", "same employer"
    SITE = "site", "同一个工地", "same site"
    MONTHS = "months", "月份重叠", "months overlap"


class Together(LabelEnum):
    """What the counter does with a new complaint and one that is like it."""

    JOIN = "join", "并入", "join"
    LINK = "link", "关联", "link"
    APART = "apart", "单独登记", "keep apart"


class ApartGround(LabelEnum):
    """Why what looks the same is not the same."""

    MONTHS = "months", "月份不同", "other months"
    SITE = "site", "工地不同", "another site"
    PEOPLE = "people", "不是同一批人", "other people"
    EMPLOYER = "employer", "不是同一家", "another employer"


@dataclass(frozen=True)
class Choice:
    """What was chosen beside the form: with which case or complaint, or why with none."""

    how: Together
    kind: str = ""
    id: int = 0
    ground: ApartGround | None = None
