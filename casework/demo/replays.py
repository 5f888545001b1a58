"""Published cases, carried through the same actions again with their real dates and sums.

What was not published is made up to the published totals and marked so: each worker's share, the
way of service, a term that no source gives. The id of the case stands for every name. Sweeps are
mute for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from casework.demo import steps
from casework.ground.cases.actions import timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.offices import queries as offices
from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.kernel.transaction import writing
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Channel, ClaimantFacts, Filing
from casework.procedure.referrals.terms import Conduct

SOURCE = Path(__file__).parents[2] / "config" / "demo" / "published_cases.json"
#: Where no source gives the term of an order, this many days: a made-up figure, marked as such.
_MADE_UP_TERM = timedelta(days=7)
_NO_CONDUCT = (
    "公开材料：{day}移送公安机关。材料没有写明逃匿或有能力支付的事实，这里不代拟移送文书。"
)
_TEN, _TWO, _FIVE = 10, 14, 17  # hours of the day at which the steps are taken


@dataclass(frozen=True)
class Published:
    """One published case. Dates that no source gives are None."""

    id: str
    name: str
    area: str
    source: str
    workers: int
    amount: Money
    received_on: date
    filed_on: date | None
    orders: tuple[date, ...]
    order_due_on: date | None
    referred_on: date | None
    facts: dict[str, Any]

    @property
    def note(self) -> str:
        made_up = ["每人数额"]
        made_up += [] if self.order_due_on else ["履行期限"]
        made_up += [] if self.filed_on else ["立案日期"]
        return (
            f"公开案例重放：{self.name}（来源：{self.source}）。日期、人数和总额按公开材料；"
            f"{'、'.join(made_up)}和送达方式没有公开，为拟定。名称用案例编号代替。"
        )


def load(*, now: datetime, say: Callable[[str], object]) -> None:
    """Replays every case of the file that has enough dates; again, it changes nothing."""
    say("published cases")
    for record in read(SOURCE):
        with writing():
            replay(record)


def read(path: Path) -> list[Published]:
    """The cases of a file, as their dates allow."""
    body = json.loads(path.read_text(encoding="utf-8"))
    return [_published(row) for row in body["cases"]]


def _published(row: dict[str, Any]) -> Published:
    return Published(
        id=row["id"],
        name=row["name"],
        area=row["area"],
        source=row["source"],
        workers=row["workers"],
        amount=Money.read(row["amount"]),
        received_on=date.fromisoformat(row["received"]),
        filed_on=_day(row["filed"]),
        orders=tuple(date.fromisoformat(day) for day in row["orders"]),
        order_due_on=_day(row["order_due"]),
        referred_on=_day(row["referred"] or row["police_received"]),
        facts=row,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def replay(record: Published) -> Case | None:
    """Files, accepts, verifies, orders, and lets the term run out; None where nobody is seated."""
    team = steps.crew(record.area)
    if team is None:
        return None
    complaint = steps.file(
        _filing(record),
        key=f"replay-{record.id}-00000000",
        by=team.clerk,
        now=at(record.received_on, _TEN),
    )
    if complaint.case_id is not None:
        return matters.any_case(complaint.case_id)
    return _carry(record, complaint, team)


def _carry(record: Published, complaint: Complaint, team: steps.Crew) -> Case:
    filed_on = record.filed_on or record.received_on
    case = steps.accept(complaint, by=team.clerk, now=at(filed_on, _TEN))
    for line in matters.lines(case.id):
        line.synthetic = True
    steps.assign(case, team, now=at(filed_on, _TWO))
    first = record.orders[0]
    steps.verify(case, ground="按公开总额拟分", by=team.lead, now=at(first, _TEN))
    steps.finish(case, by=team.lead, now=at(first, _TEN))
    for number, day in enumerate(record.orders, start=1):
        _order(record, case, team, day, last=number == len(record.orders))
    if record.referred_on is not None:
        _refer(record, case, team, now=at(record.referred_on, _TEN))
    return case


def _order(record: Published, case: Case, team: steps.Crew, day: date, *, last: bool) -> None:
    """One order: served on its day, and run out unpaid."""
    term_on = record.order_due_on if last and record.order_due_on else _made_up_term(record, day)
    made = steps.order(case, team, term_on=term_on, now=at(day, _TWO))
    steps.serve_order(made, team, on=day, now=at(day, _FIVE), unknown=True)
    # the term may end on a rest day: the day on which it is over is found, not assumed
    day_over = term_on
    while made.outcome is None:
        day_over = steps.day_after(day_over)
        steps.expire(made, now=at(day_over, _TEN))


def _refer(record: Published, case: Case, team: steps.Crew, *, now: datetime) -> None:
    """Sent to the police on its day where the source tells what the employer did; else a note:
    facts that nobody published are not made up."""
    acts = "；".join(record.facts["evasion"])
    able = "；".join(record.facts["ability_to_pay"])
    if not (acts or able):
        timeline.write_note(
            case, text=_NO_CONDUCT.format(day=record.referred_on), by=team.lead, now=now
        )
        return
    conduct = Conduct(other=acts, able=able)
    steps.refer(case, team, conduct=conduct, now=now)


def _made_up_term(record: Published, ordered_on: date) -> date:
    """Before the referral that followed, where one did: it was lawful only after the term."""
    usual = ordered_on + _MADE_UP_TERM
    if record.referred_on is None:
        return usual
    return min(usual, record.referred_on - timedelta(days=1))


def _filing(record: Published) -> Filing:
    shares = record.amount.spread([1] * record.workers)
    construction = "construction" in record.facts["sector"]
    return Filing(
        employer=f"公开案例{record.id}用人单位",
        area_id=offices.area_by_code(record.area).id,
        industry=Industry.BUILDING if construction else Industry.OTHER,
        employer_kind=EmployerKind.UNKNOWN,
        project=f"公开案例{record.id}工程" if construction else "",
        amount=record.amount,
        people=record.workers,
        channel=Channel.COUNTER,
        claimants=tuple(
            ClaimantFacts(name=f"{record.id}工人{number:03d}", amount=share)
            for number, share in enumerate(shares, start=1)
        ),
        received_on=record.received_on,
        muted=True,
        source_note=record.note,
    )
