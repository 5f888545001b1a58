"""The money rooms of the demo city: deposits and guarantees, funds, and a claim under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from stdnum import luhn

from casework.demo import steps
from casework.demo.people import HEDONG, LANSHAN, LUOZHUANG
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Stage
from casework.ground.offices import queries as offices
from casework.ground.parties import actions as parties
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.transaction import writing
from casework.procedure.advances import queries as funds
from casework.procedure.advances.actions import keeping
from casework.procedure.deposits import queries as kept
from casework.procedure.deposits.actions import claiming
from casework.procedure.deposits.actions import keeping as keeping_actions
from casework.procedure.deposits.models import Deposit
from casework.procedure.deposits.terms import DepositFacts, DepositKind
from casework.procedure.inspections import queries as inspections

_SEED = 724  # the number of the regulation on migrant workers' wages
_FUND = Money.yuan(2_000_000)
_DEPOSIT = Money.yuan(1_500_000)
_KEPT_DAYS_AGO = 300
_DECIDED_DAYS_AGO = 35


def load(*, now: datetime, say: Callable[[str], object]) -> None:
    """Builds what is missing in the three districts that have officers."""
    say("deposits and emergency funds")
    draw = Random(_SEED)
    for code in (LANSHAN, LUOZHUANG, HEDONG):
        team = steps.crew(code)
        if team is not None:
            with writing():
                _fund(code, team, now=now)
            with writing():
                _deposits(code, team, draw=draw, now=now)


def _fund(code: str, team: steps.Crew, *, now: datetime) -> None:
    area = offices.area_by_code(code)
    if funds.find_fund(area.id) is None:
        keeping.pay_in(
            area_id=area.id,
            amount=_FUND,
            on=day_of(now),
            note="演示：年初财政拨入",
            by=team.fund,
            now=now,
        )


def _deposits(code: str, team: steps.Crew, *, draw: Random, now: datetime) -> None:
    """One deposit for each project of an order that ran out; the first gets its claim."""
    ran_out = [
        case
        for case in matters.cases_in_stage(Stage.EXPIRED, area_id=offices.area_by_code(code).id)
        if case.project_id is not None and not case.muted
    ]
    for number, case in enumerate(ran_out):
        if kept.deposits_of_project(case.project_id):
            continue
        deposit = _keep(case, team, cash=number == 0, draw=draw, now=now)
        if number == 0:
            _claim(case, deposit, team, draw=draw, now=now)


def _keep(case: Case, team: steps.Crew, *, cash: bool, draw: Random, now: datetime) -> Deposit:
    """Cash, or a guarantee that runs out before long."""
    today = day_of(now)
    facts = DepositFacts(
        project_id=case.project_id,
        contractor="演示总包建设集团公司",
        bank="演示银行临沂分行",
        kind=DepositKind.CASH if cash else DepositKind.GUARANTEE,
        account=f"演示{draw.randint(10**9, 10**10 - 1)}",
        amount=_DEPOSIT,
        deposited_on=today - timedelta(days=_KEPT_DAYS_AGO),
        expires_on=None if cash else today + timedelta(days=40),
        proof="演示",
    )
    return keeping_actions.keep_deposit(facts, area_id=case.area_id, by=team.fund, now=now)


def _claim(case: Case, deposit: Deposit, team: steps.Crew, *, draw: Random, now: datetime) -> None:
    """The decision ran out unpaid: the claim waits for the department head's approval."""
    if inspections.decisions(case.id):
        return
    steps.decide(case, team, begun=now - timedelta(days=_DECIDED_DAYS_AGO))
    lines = matters.lines(case.id)
    for line in lines:
        parties.set_card(line.worker, card=_card(draw))
    claiming.prepare_claim(
        case, deposit=deposit, by=team.lead, now=now, amounts={line.id: line.owed for line in lines}
    )


def _card(draw: Random) -> str:
    """A number that passes its check and belongs to no bank."""
    body = f"999999{draw.randint(10**8, 10**9 - 1)}"
    return body + luhn.calc_check_digit(body)
