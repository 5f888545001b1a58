"""When campaigns open, whom they may visit, and what follows from a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.kernel.lifecycle import Lifecycle, Move
from casework.kernel.terms import Refused
from casework.procedure.campaigns.terms import Filing, Result, Season, State

LIFECYCLE = Lifecycle(
    State.OPEN, [Move("close", (State.OPEN,), State.CLOSED)], ends=(State.CLOSED,)
)

FILING = Lifecycle(
    Filing.NONE,
    [
        Move("propose", (Filing.NONE,), Filing.PROPOSED),
        Move("file", (Filing.PROPOSED,), Filing.FILED),
        Move("join", (Filing.PROPOSED,), Filing.JOINED),
    ],
    ends=(Filing.FILED, Filing.JOINED),
)


@dataclass(frozen=True)
class Plan:
    """The days on which a season's campaign runs, both included."""

    season: Season
    opens_on: date
    closes_on: date


# The days are the city's plan, not law; the law's part is the number (权益保障实施方案 item 8:
# at least two a year) and the cap on visits (山东省劳动和社会保障监察条例13).
_SPRING = ((4, 15), (5, 31))
_WINTER = ((11, 1), (12, 31))


def plans(year: int) -> list[Plan]:
    """The two campaigns of a year."""
    return [
        Plan(season, date(year, *first), date(year, *last))
        for season, (first, last) in ((Season.SPRING, _SPRING), (Season.WINTER, _WINTER))
    ]


def due(today: date) -> list[Plan]:
    """Campaigns of this year that should have opened by today: a late tick catches up."""
    return [plan for plan in plans(today.year) if plan.opens_on <= today]


class AnotherInspector(Refused):
    """An inspection is made by two."""

    zh = "检查要由两名监察员进行，请再选一个人。"
    en = "An inspection takes two inspectors; choose another person."
    article = "劳动保障监察条例16"
    field = "companion"


class NumbersNeeded(Refused):
    """Unpaid wages are found for somebody and of some amount."""

    zh = "发现欠薪时，请写人数和金额。"
    en = "Where wages are unpaid, give the number of people and the amount."
    field = "people"


class RectifyDayNeeded(Refused):
    """A fault is to be put right by a day after the inspection."""

    zh = "请写改正期限，要在检查日以后。"
    en = "Give the day by which it is put right, after the inspection."
    field = "rectify_by_on"


class OutsideCampaign(Refused):
    """The day of the inspection lies outside the campaign, or in the future."""

    zh = "检查日期要在这次专项检查期间，不能晚于今天。"
    en = "The day must lie within the campaign and not after today."
    field = "inspected_on"


class ReasonNeeded(Refused):
    """A second special inspection of an employer within a year needs a recorded reason."""

    zh = "这家单位一年内查过一次，再查要写明可疑的理由。"
    en = "This employer was inspected within the year: record the suspicion."
    article = "山东省劳动和社会保障监察条例13"
    field = "suspicion"


def filing_of(result: Result) -> Filing:
    return FILING.after(FILING.start, "propose") if result is Result.ARREARS else FILING.start


def check_finding(
    *,
    result: Result,
    people: int | None,
    has_amount: bool,
    inspected_on: date,
    rectify_by_on: date | None,
    opens_on: date,
    today: date,
) -> None:
    """Raises OutsideCampaign, NumbersNeeded, RectifyDayNeeded."""
    if not opens_on <= inspected_on <= today:
        raise OutsideCampaign
    if result is Result.ARREARS and not (people and has_amount):
        raise NumbersNeeded
    if result is not Result.CLEAN and (rectify_by_on is None or rectify_by_on <= inspected_on):
        raise RectifyDayNeeded
