"""The matters of the demo city: complaints that wait, cases at every stage, money on its way.

Everything is drawn from one fixed seed, so two demo cities made on the same day are alike. Names
of firms begin with 演示; names of workers hold 例; ID numbers have a region that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from casework.demo import steps
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.offices import queries as offices
from casework.ground.parties.terms import EmployerKind, Industry
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.calendar import Calendar
from casework.kernel.days import at, day_of
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.kernel.transaction import writing
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Channel, ClaimantFacts, EvidenceKind, Filing

_SEED = 20141112  # the day of the founding document
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
_GIVEN = "一二三四五六七八九十"
_FIRMS = (
    "建筑劳务公司",
    "装饰公司",
    "机械厂",
    "物流公司",
    "食品厂",
    "市政工程公司",
    "保洁公司",
    "门窗公司",
    "酒店",
    "纺织公司",
    "园林公司",
    "电子厂",
)
_SITES = ("书苑二期", "河东岸厂房", "商业综合体", "安置房三标", "农贸市场改造", "")
_JOBS = ("木工", "钢筋工", "瓦工", "小工", "司机", "缝纫工", "服务员", "电工")
_MONTH = 28


@dataclass(frozen=True)
class Plan:
    """One matter: received so many days ago, carried to this stage, with so many people."""

    days_ago: int
    stage: str
    people: int


#: What each district with officers has, from new complaints to closed cases. The oldest is made
#: first, so that numbers rise with time.
_DISTRICT = (
    Plan(0, "received", 1),
    Plan(1, "received", 4),
    Plan(3, "received", 2),
    Plan(9, "received", 1),
    Plan(6, "accepted", 3),
    Plan(8, "accepted", 1),
    Plan(20, "assigned", 6),
    Plan(35, "assigned", 12),
    Plan(60, "verified", 9),
    Plan(84, "verified", 31),
    Plan(98, "assigned", 5),
    Plan(40, "ordered", 7),
    Plan(48, "ordered", 18),
    Plan(55, "part_paid", 12),
    Plan(70, "expired", 43),
    Plan(75, "expired", 8),
    Plan(50, "paid", 5),
    Plan(90, "closed", 11),
    Plan(120, "closed", 3),
    Plan(66, "closed", 6),
)
#: The term to pay still runs today.
_STILL_RUNS = ("ordered", "part_paid")
#: The other counties: the demo has seated nobody there, so cases wait for inspectors.
_COUNTY = (Plan(2, "received", 2), Plan(12, "accepted", 4), Plan(95, "accepted", 8))
PLANS = _DISTRICT + _COUNTY


def load(
    *, now: datetime, say: Callable[[str], object], only: Collection[str] | None = None
) -> None:
    """Builds what is missing, one matter in one transaction; again, it changes nothing.

    ``only``: the codes of the counties that are built; without it all of them.
    """
    draw = Random(_SEED)
    for area in (one for one in offices.counties() if only is None or one.code in only):
        say(f"complaints and cases of {area.name_en}")
        team = steps.crew(area.code)
        for number, plan in enumerate(_oldest_first(_DISTRICT if team else _COUNTY), start=1):
            key = f"demo-{area.code}-{number:08d}"
            with writing():
                filed = filing(plan, area.code, draw=draw, today=day_of(now))
                build(plan, filed, key=key, turn=number, now=now)


def _oldest_first(plans: tuple[Plan, ...]) -> list[Plan]:
    return sorted(plans, key=lambda plan: -plan.days_ago)


@dataclass(frozen=True)
class Days:
    """When each step of a matter was done, never later than now; and the day named to pay by."""

    received: datetime
    accepted: datetime
    assigned: datetime
    verified: datetime
    ordered: datetime
    served: datetime
    term_on: date
    over: datetime
    paid: datetime
    told: datetime
    closed: datetime


def days_of(plan: Plan, *, calendar: Calendar, now: datetime) -> Days:
    """The steps of a plan, in working days one after the other, whatever holidays lie between."""

    def later(instant: datetime, workdays: int) -> datetime:
        day = counting.add_workdays(day_of(instant), workdays, calendar)
        return min(at(day, 15), now)

    received = min(at(day_of(now - timedelta(days=plan.days_ago)), 10), now)
    accepted = later(received, 2)
    verified = later(accepted, 8)
    ordered = later(verified, 3)
    served = later(ordered, 1)
    paid = later(served, 2)
    told = later(paid, 1)
    return Days(
        received=received,
        accepted=accepted,
        assigned=later(accepted, 1),
        verified=verified,
        ordered=ordered,
        served=served,
        term_on=_term(plan, day_of(served), calendar),
        over=later(served, 8),
        paid=paid,
        told=told,
        closed=later(told, 2),
    )


def _term(plan: Plan, served_on: date, calendar: Calendar) -> date:
    """Counted from service: one counted from the order could be over before a holiday is."""
    if plan.stage in _STILL_RUNS:
        return served_on + timedelta(days=40)
    return counting.add_workdays(served_on, 5, calendar)


def build(plan: Plan, filed: Filing, *, key: str, turn: int, now: datetime) -> Complaint:
    """One matter, from its complaint to its stage. Once for each key."""
    team = steps.crew(offices.area(filed.area_id).code, turn=turn)
    days = days_of(plan, calendar=statute.calendar(), now=now)
    complaint = steps.file(filed, key=key, by=team.clerk if team else None, now=days.received)
    if plan.stage == "received" or complaint.case_id is not None:
        return complaint
    case = steps.accept(complaint, by=team.clerk if team else None, now=days.accepted)
    if team is not None and plan.stage != "accepted":
        _carry(plan, case, team, days)
    return complaint


def _carry(plan: Plan, case: Case, team: steps.Crew, days: Days) -> None:
    steps.assign(case, team, now=days.assigned)
    if plan.stage == "assigned":
        return
    steps.verify(case, ground="", by=team.lead, now=days.verified)
    if plan.stage == "verified":
        return
    steps.finish(case, by=team.lead, now=days.verified)
    made = steps.order(case, team, term_on=days.term_on, now=days.ordered)
    steps.serve_order(made, team, on=day_of(days.served), now=days.served)
    _end(plan, case, team, days)


def _end(plan: Plan, case: Case, team: steps.Crew, days: Days) -> None:
    """What happens after the order: nothing yet, some money, all of it, or the term runs out."""
    if plan.stage == "expired":
        steps.expire(steps.running_order(case), now=days.over)
        return
    if plan.stage == "ordered":
        return
    percent = 40 if plan.stage == "part_paid" else 100
    steps.pay(
        case,
        percent=percent,
        slip=f"演示{case.number[-6:]}",
        on=day_of(days.paid),
        by=team.lead,
        now=days.paid,
    )
    lines = matters.lines(case.id)
    steps.confirm(lines if plan.stage == "closed" else lines[::2], by=team.lead, now=days.told)
    if plan.stage == "closed":
        steps.close(case, team, now=days.closed)
    elif plan.stage == "part_paid" and len(lines) > 1:
        steps.hold(lines[1], by=team.lead, now=days.told)


def filing(plan: Plan, area_code: str, *, draw: Random, today: date) -> Filing:
    """What an invented worker says, or several together."""
    area = offices.area_by_code(area_code)
    firm = f"演示{draw.choice(_SURNAMES)}{draw.choice('和顺达盛泰安')}{draw.choice(_FIRMS)}"
    site = draw.choice(_SITES)
    if plan.stage == "expired":
        site = site or _SITES[0]
    first = (today - timedelta(days=plan.days_ago + 90)).replace(day=1)
    people = tuple(_person(draw, first) for _ in range(plan.people))
    return Filing(
        employer=firm,
        area_id=area.id,
        place=f"{area.name_zh}演示路",
        industry=Industry.BUILDING if site else Industry.SERVICE,
        employer_kind=EmployerKind.COMPANY,
        project=f"演示{site}" if site else "",
        from_month=first,
        to_month=(first + timedelta(days=2 * _MONTH)).replace(day=1),
        amount=Money.total(person.amount or Money(0) for person in people),
        people=plan.people,
        evidence=(EvidenceKind.CHAT,),
        story="干完活一直没发工资，找老板说再等等。",
        claimants=people,
        channel=draw.choice((Channel.COUNTER, Channel.PHONE_PAGE)),
    )


def _person(draw: Random, first: date) -> ClaimantFacts:
    name = draw.choice(_SURNAMES) + "例" + draw.choice(_GIVEN)
    born = date(draw.randint(1962, 1984), draw.randint(1, 12), draw.randint(1, _MONTH))
    body = f"990000{born:%Y%m%d}{draw.randint(100, 999)}"
    return ClaimantFacts(
        name=name,
        id_number=body + check_character(body),
        phone=f"1390000{draw.randint(0, 9999):04d}",
        from_month=first,
        job=draw.choice(_JOBS),
        amount=Money.yuan(draw.randint(40, 320) * 100),
    )
