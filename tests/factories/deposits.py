"""Deposits and claims: 50,000 yuan in cash for a project whose contractor was told to pay first."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.ground.parties import queries as parties
from casework.ground.parties.terms import ChainLevel
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.procedure.deposits.actions import claiming, keeping
from casework.procedure.deposits.models import Claim, Deposit
from casework.procedure.deposits.terms import DepositFacts, DepositKind
from casework.procedure.inspections import queries as found
from casework.procedure.inspections.actions import deadlines, deciding
from casework.procedure.inspections.terms import DecisionKind
from tests.conftest import NOW
from tests.factories import identity, inspections, offices
from tests.factories.approvals import shown

_numbers = count(1)

#: A Friday, after every term of an order or decision has run out.
LATER = at(date(2026, 12, 4), 10)
CARD = "6222021234567890128"


def case(*, area: str = offices.HOME) -> Case:
    """An order and a decision against the general contractor ran out; the worker has a card."""
    made = inspections.project_case(area=area)
    for line in matters.lines(made.id):
        line.worker.card = CARD
    order = inspections.served_order(case=made, area=area)
    deadlines.expire_order(order, now=LATER)
    decision = inspections.heard_decision(case=made, area=area, kind=DecisionKind.PAY_FIRST)
    paper = deciding.draft_decision(
        decision, term_on=inspections.TERM, evidence=("演示证据",), by=inspections.lead(made),
        now=NOW,
    )  # fmt: skip
    inspections.send(paper, by=inspections.lead(made))
    deadlines.begin_term(decision.order, served_on=inspections.TODAY,
                             term_on=inspections.TERM, by=None, now=NOW)  # fmt: skip
    deadlines.expire_order(decision.order, now=LATER)
    assert found.find_expired_decision(made.id) is not None
    return made


def deposit(*, area: str = offices.HOME, case: Case | None = None, yuan: int = 50_000,
            kind: DepositKind = DepositKind.CASH, **values: Any) -> Deposit:  # fmt: skip
    """Of the case's project, or of a new one."""
    number = next(_numbers)
    home = offices.area(code=area)
    contractor = ""
    if case is None:
        values |= {"project_name": f"演示工程保{number}"}
        contractor = f"演示总包{number}"
    given = {
        "project_id": case.project_id if case else None, "contractor": contractor, "kind": kind,
        "bank": "演示银行兰山支行", "account": f"演{number:06}", "amount": Money.yuan(yuan),
        "deposited_on": date(2026, 3, 2), **values,
    }  # fmt: skip
    if kind is DepositKind.GUARANTEE:
        given = {"expires_on": date(2027, 3, 1), **given}
    by = identity.officer(role=Role.FUND_OFFICER, area=area)
    return keeping.keep_deposit(DepositFacts(**given), area_id=home.id, by=by, now=LATER)


def claim(*, area: str = offices.HOME, **values: Any) -> Claim:
    """Prepared over all that is owed, by a fund officer."""
    found_case = values.pop("case", None) or case(area=area)
    of = values.pop("deposit", None) or deposit(area=area, case=found_case)
    given = {
        "amounts": {line.id: line.owed for line in matters.lines(found_case.id)},
        "by": identity.officer(role=Role.FUND_OFFICER, area=area), "now": LATER, **values,
    }  # fmt: skip
    return claiming.prepare_claim(found_case, deposit=of, **given)


def approved(*, area: str = offices.HOME, **values: Any) -> Claim:
    """Approved by a department head; the notice is issued."""
    made = claim(area=area, **values)
    head = identity.officer(role=Role.DEPARTMENT_HEAD, area=area)
    return claiming.approve_claim(made, seen=shown(made), by=head, now=LATER)


def contractor(case: Case) -> Any:
    """The general contractor of the case's project."""
    return next(link.employer for link in parties.chain(case.project_id)
                if link.level is ChainLevel.GENERAL)  # fmt: skip


def movement(*, area: str = offices.HOME) -> Any:
    """The movement by which a deposit was kept."""
    return deposit(area=area).movements[0]
