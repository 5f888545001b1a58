"""What happens in a city in a year: how a matter goes, how often, and how long ago it began.

Owns the list of stories and the steps after an order that ran out. Each is told by the same actions
that the pages call; the first steps are those of ``cases``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from stdnum import luhn

from casework.advances import actions as advances
from casework.advances import queries as advancing
from casework.cases import queries as asked
from casework.cases.models import Case
from casework.closing import actions as closing
from casework.demo import cases, steps
from casework.deposits import actions as deposits
from casework.deposits import queries as claiming
from casework.deposits.models import Deposit
from casework.deposits.terms import DepositFacts, DepositKind
from casework.intake.terms import Filing
from casework.kernel.days import at, day_of
from casework.kernel.money import Money
from casework.offices import queries as offices
from casework.parties import actions as parties
from casework.referrals.terms import Conduct
from casework.statute import queries as statute
from casework.statute import rules as law

_KEPT = Money.yuan(1_500_000)
_KEPT_DAYS_BEFORE = 300
#: From the prior notice until the term of the decision has run out, see ``steps.decide``.
_DECIDED_DAYS = 22


@dataclass(frozen=True)
class Story:
    """A stage that ``cases`` reaches, and what came after it; begun between ``least`` and ``most``
    days ago. ``share`` of so many in a thousand; ``seated``: told where officers are."""

    stage: str
    least: int
    most: int
    people: tuple[int, ...]
    share: int
    after: str = ""
    seated: bool = True

    def plan(self, turn: int, turns: int) -> cases.Plan:
        """Told for the ``turn``-th time of ``turns``: begun on another day, by other people."""
        days = self.least + (self.most - self.least) * (turn + 1) // (turns + 1)
        return cases.Plan(days, self.stage, self.people[turn % len(self.people)])


#: An investigation ends within sixty working days (423号 17): what is older is overdue and rises.
STORIES = (
    Story("received", 0, 4, (1, 1, 2), 30),
    Story("received", 12, 20, (1, 2), 6),
    Story("accepted", 6, 12, (1, 2, 1), 30),
    Story("assigned", 15, 60, (1, 2, 6, 1), 70),
    Story("assigned", 95, 150, (1, 3), 20),
    Story("verified", 30, 70, (1, 2, 9), 50),
    Story("ordered", 40, 55, (1, 2, 7), 50),
    Story("part_paid", 45, 58, (2, 3, 12), 35),
    Story("expired", 60, 75, (1, 2, 8), 25),
    Story("expired", 85, 120, (2, 1), 12, after="decided"),
    Story("expired", 85, 120, (3, 2), 8, after="claimed"),
    Story("expired", 90, 200, (3, 1), 12, after="drawn"),
    Story("expired", 60, 160, (1, 2), 20, after="advanced"),
    Story("expired", 60, 200, (12, 2), 16, after="referred"),
    Story("paid", 48, 60, (1, 2), 30),
    Story("closed", 60, 340, (1, 2, 1, 3, 1, 11), 470),
    Story("closed", 70, 300, (1, 2), 16, after="reopened"),
    Story("received", 1, 4, (1, 2), 30, seated=False),
    Story("accepted", 8, 40, (1, 1, 4), 60, seated=False),
    Story("accepted", 95, 140, (1, 2), 10, seated=False),
)


def tell(plan: cases.Plan, filed: Filing, *, after: str, turn: int, now: datetime) -> None:
    """The matter up to its stage, and what came after."""
    case = cases.build(plan, filed, key=f"story-{turn:016d}", turn=turn, now=now)
    team = steps.crew(offices.area(filed.area_id).code, turn=turn)
    if not after or case is None or team is None:
        return
    calendar = statute.calendar()
    over = cases.days_of(plan, calendar=calendar, now=now).over
    next_day = law.add_workdays(day_of(over), 1, calendar)
    _TAILS[after](case, team, at(next_day, 10))


def _decided(case: Case, team: steps.Crew, begun: datetime) -> None:
    """The contractor on record for the deposit is told to pay first, and does not."""
    _deposit(case, team, now=begun)
    steps.decide(case, team, begun=begun)


def _claimed(case: Case, team: steps.Crew, begun: datetime) -> None:
    """The decision ran out too: a claim on the deposit waits for the department head."""
    _decided(case, team, begun)
    _enter_cards(case)
    (deposit, _), *_ = claiming.deposits_of_project(case.project_id)
    deposits.prepare_claim(
        case, deposit=deposit, amounts={line.id: line.owed for line in asked.lines(case.id)},
        by=team.lead, now=begun + timedelta(days=_DECIDED_DAYS),
    )  # fmt: skip


def _drawn(case: Case, team: steps.Crew, begun: datetime) -> None:
    """The head approves, the bank pays each worker."""
    _claimed(case, team, begun)
    paid = begun + timedelta(days=_DECIDED_DAYS + 2)
    claim = claiming.open_claims_of_case(case.id)[0]
    sheet = claiming.sheet(claim)
    deposits.approve_claim(claim, seen=sheet.sha256, by=team.department, now=paid)
    amounts = {part.line_id: part.amount for part in claiming.parts(claim.id)}
    deposits.record_bank_payment(claim, amounts=amounts, slip="演示保证金付款",
                                 paid_on=day_of(paid), by=team.fund, now=paid)  # fmt: skip


def _advanced(case: Case, team: steps.Crew, begun: datetime) -> None:
    """The emergency fund pays in advance what the employer did not."""
    _enter_cards(case)
    advance = advances.prepare_advance(
        case, amounts={line.id: line.owed for line in asked.lines(case.id)},
        reason="单位逾期未支付，工人生活困难。", recovery_plan="垫付后向单位追偿。",
        by=team.fund, now=begun,
    )  # fmt: skip
    advances.approve_advance(
        advance, seen=advancing.sheet(advance).sha256, cap_reason="按当地办法",
        override_reason="没有可用的保证金", by=team.principal, now=begun,
    )  # fmt: skip
    amounts = {part.line_id: part.amount for part in advancing.parts(advance.id)}
    advances.pay_advance(advance, amounts=amounts, slip="演示垫付", paid_on=day_of(begun),
                         by=team.fund, now=begun)  # fmt: skip


def _referred(case: Case, team: steps.Crew, begun: datetime) -> None:
    conduct = Conduct(fled="演示：负责人离开项目所在地，多次联系不上。")
    steps.refer(case, team, conduct=conduct, now=begun)


def _reopened(case: Case, team: steps.Crew, begun: datetime) -> None:
    closing.reopen(case, reason="工人反映还有一笔没有付清。", by=team.head, now=begun)


_TAILS: dict[str, Callable[[Case, steps.Crew, datetime], None]] = {
    "decided": _decided, "claimed": _claimed, "drawn": _drawn, "advanced": _advanced,
    "referred": _referred, "reopened": _reopened,
}  # fmt: skip


def _deposit(case: Case, team: steps.Crew, *, now: datetime) -> Deposit:
    today = day_of(now)
    facts = DepositFacts(
        project_id=case.project_id, contractor="演示总包建设集团公司", bank="演示银行临沂分行",
        kind=DepositKind.CASH, account=f"演示保证金{case.id}", amount=_KEPT,
        deposited_on=today - timedelta(days=_KEPT_DAYS_BEFORE), proof="演示",
    )  # fmt: skip
    return deposits.keep_deposit(facts, area_id=case.area_id, by=team.fund, now=now)


def card(number: int) -> str:
    """A card that passes its check and belongs to no bank."""
    body = f"999999{number:09d}"
    return body + str(luhn.calc_check_digit(body))


def _enter_cards(case: Case) -> None:
    for line in asked.lines(case.id):
        parties.set_card(line.worker, card=card(line.position))


def shares(count: int) -> list[tuple[Story, int]]:
    """How many of ``count`` each story has: at least one, and all together so many.

    Raises ValueError when there are fewer than stories.
    """
    if count < len(STORIES):
        raise ValueError(count)
    whole = sum(story.share for story in STORIES)
    found = [max(1, count * story.share // whole) for story in STORIES]
    largest = max(range(len(found)), key=found.__getitem__)
    found[largest] += count - sum(found)
    return list(zip(STORIES, found, strict=True))


def with_names(filed: Filing, names: list[str], phones: list[str], ids: list[str]) -> Filing:
    """The same matter with these people, one after the other."""
    people = tuple(
        replace(person, name=name, phone=phone, id_number=number)
        for person, name, phone, number in zip(filed.claimants, names, phones, ids, strict=True)
    )
    return replace(filed, claimants=people)
