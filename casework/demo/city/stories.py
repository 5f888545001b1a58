"""What happens in a city in a year: how a matter goes, how often, and how long ago it began.

Owns the list of stories. Each is told by the same actions that the pages call: first the steps of
``demo.cases``, then what came after (``at_the_desk``, ``in_the_case``). No story ends in a stage
to which no page leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from casework.demo import cases, steps
from casework.demo.city import at_the_desk, in_the_case
from casework.demo.city.living import Life
from casework.ground.cases.queries import matters
from casework.ground.offices import queries as offices
from casework.ground.parties.terms import EmployerKind, Industry
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.kernel.days import at, day_of
from casework.kernel.transaction import writing
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Channel, Filing

#: What comes after begins on the next working day, at this hour.
_HOUR = 10
#: The last step of each stage.
_LAST = {
    "received": "received",
    "accepted": "accepted",
    "assigned": "assigned",
    "verified": "verified",
    "ordered": "served",
    "part_paid": "told",
    "paid": "told",
    "expired": "over",
    "closed": "closed",
}
_CHANNELS = (
    *[Channel.COUNTER, Channel.PHONE_PAGE] * 3,
    *(Channel.KIOSK, Channel.CALL, Channel.HOTLINE, Channel.PLATFORM, Channel.LETTER),
)
_TRADES = (
    *[Industry.SERVICE] * 2,
    *(Industry.FACTORY, Industry.RENOVATION, Industry.DELIVERY, Industry.FARM, Industry.OTHER),
)
_EMPLOYERS = (*[EmployerKind.COMPANY] * 3, EmployerKind.LABOUR_COMPANY, EmployerKind.SOLE_TRADER)


@dataclass(frozen=True)
class Story:
    """A stage that ``cases`` reaches, and what came after it; begun between ``least`` and ``most``
    days ago. ``share`` of so many in a thousand; ``seated``: told where officers are; ``wait``: so
    many working days until what came after."""

    stage: str
    least: int
    most: int
    people: tuple[int, ...]
    share: int
    after: str = ""
    seated: bool = True
    wait: int = 1

    def plan(self, turn: int, turns: int) -> cases.Plan:
        """Told for the ``turn``-th time of ``turns``: begun on another day, by other people."""
        days = self.least + (self.most - self.least) * (turn + 1) // (turns + 1)
        return cases.Plan(days, self.stage, self.people[turn % len(self.people)])


#: An investigation ends within sixty working days (423号 17): what is older is overdue and rises.
STORIES = (
    Story("received", 0, 4, (1, 1, 2), 30),
    Story("received", 12, 20, (1, 2), 5),
    Story("received", 8, 60, (1, 2), 8, after="supplement"),
    Story("received", 9, 14, (1,), 3, after="supplied"),
    Story("received", 20, 300, (1, 2), 18, after="refused"),
    Story("received", 15, 300, (1,), 12, after="sent_on"),
    Story("received", 20, 300, (1, 2), 8, after="withdrawn"),
    Story("accepted", 6, 12, (1, 2, 1), 26),
    Story("assigned", 15, 60, (1, 2, 6, 1), 58),
    Story("assigned", 95, 150, (1, 3), 14),
    Story("assigned", 40, 60, (31,), 1),
    Story("assigned", 95, 115, (2, 4), 5, after="extended"),
    Story("assigned", 60, 75, (1, 2), 3, after="extension_asked"),
    Story("assigned", 40, 80, (2,), 3, after="paused"),
    Story("assigned", 20, 50, (1, 2), 5, after="correction"),
    Story("assigned", 20, 50, (2, 1), 3, after="withdrawal"),
    Story("assigned", 40, 320, (1, 2), 22, after="taken_back"),
    Story("assigned", 40, 320, (1, 1, 2), 28, after="unfounded"),
    Story("assigned", 200, 340, (1, 2), 8, after="unfounded", wait=85),
    Story("verified", 30, 70, (1, 2, 9), 45),
    Story("ordered", 40, 55, (1, 2, 7), 45),
    Story("ordered", 40, 55, (2, 1), 4, after="put_right"),
    Story("part_paid", 45, 58, (2, 3, 12), 28),
    Story("part_paid", 45, 58, (2, 3), 6, after="fetched"),
    Story("expired", 60, 75, (1, 2, 8), 20),
    Story("expired", 85, 120, (2, 1), 8, after="decided"),
    Story("expired", 85, 120, (3, 2), 5, after="claimed"),
    Story("expired", 85, 120, (2,), 3, after="granted"),
    Story("expired", 90, 200, (3, 1), 10, after="drawn"),
    Story("expired", 70, 200, (1,), 5, after="guaranteed"),
    Story("expired", 60, 80, (1, 2), 3, after="advance_asked"),
    Story("expired", 60, 160, (1, 2), 10, after="advanced"),
    Story("expired", 90, 200, (2,), 6, after="recovered"),
    Story("expired", 60, 100, (12, 2), 6, after="referred"),
    Story("expired", 80, 200, (3, 2), 5, after="filed"),
    Story("expired", 80, 200, (2,), 3, after="not_filed"),
    Story("expired", 70, 200, (2, 1), 4, after="passed_on"),
    Story("paid", 48, 60, (1, 2), 24),
    Story("paid", 50, 70, (1, 2), 8, after="proposed"),
    Story("paid", 50, 70, (1,), 3, after="returned"),
    Story("paid", 70, 300, (2,), 6, after="unreachable"),
    Story("closed", 60, 340, (1, 2, 1, 3, 1, 11), 390),
    Story("closed", 60, 340, (1, 2), 30, after="graded"),
    Story("closed", 70, 300, (1, 2), 10, after="reopened"),
    Story("closed", 60, 90, (1, 2), 5, after="unsolved"),
    Story("received", 1, 4, (1, 2), 26, seated=False),
    Story("accepted", 8, 40, (1, 1, 4), 50, seated=False),
    Story("accepted", 95, 140, (1, 2), 8, seated=False),
)


def tell(story: Story, filed: Filing, *, turn: int, turns: int, life: Life, now: datetime) -> None:
    """The matter up to its stage, and what came after, day by day until now."""
    plan = story.plan(turn, turns)
    with writing():
        complaint = cases.build(plan, filed, key=f"story-{turn:016d}", turn=turn, now=now)
    team = steps.crew(offices.area(filed.area_id).code, turn=turn)
    if story.after and team is not None:
        begun = _later(plan, story.wait, now=now)
        life.until(begun)
        with writing():
            _go_on(complaint, story.after, team, begun)
    life.until(now)


def _later(plan: cases.Plan, workdays: int, *, now: datetime) -> datetime:
    calendar = statute.calendar()
    last: datetime = getattr(cases.days_of(plan, calendar=calendar, now=now), _LAST[plan.stage])
    return at(counting.add_workdays(day_of(last), workdays, calendar), _HOUR)


def _go_on(complaint: Complaint, after: str, team: steps.Crew, begun: datetime) -> None:
    if complaint.case_id is None:
        at_the_desk.AFTER[after](complaint, team, begun)
    else:
        in_the_case.AFTER[after](matters.any_case(complaint.case_id), team, begun)


def shares(count: int, told: Sequence[Story]) -> list[tuple[Story, int]]:
    """How many of ``count`` each story has: at least one, and all together so many.

    Raises ValueError when there are fewer than stories.
    """
    if count < len(told):
        raise ValueError(count)
    whole = sum(story.share for story in told)
    spare = count - len(told)
    found = [1 + spare * story.share // whole for story in told]
    largest = max(range(len(found)), key=lambda place: told[place].share)
    found[largest] += count - sum(found)
    return list(zip(told, found, strict=True))


def dressed(filed: Filing, draw: Random) -> Filing:
    """The same matter by another door, and by another kind of firm in another trade."""
    return replace(
        filed,
        channel=draw.choice(_CHANNELS),
        employer_kind=draw.choice(_EMPLOYERS),
        industry=filed.industry if filed.project else draw.choice(_TRADES),
    )


def with_people(filed: Filing, names: list[str], phones: list[str], ids: list[str]) -> Filing:
    """The same matter with these people, one after the other."""
    people = tuple(
        replace(person, name=name, phone=phone, id_number=number)
        for person, name, phone, number in zip(filed.claimants, names, phones, ids, strict=True)
    )
    return replace(filed, claimants=people)
