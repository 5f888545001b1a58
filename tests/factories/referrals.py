"""Referrals to the police from a case whose order ran out unpaid."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.identity.terms import Role
from casework.procedure.inspections.actions import deadlines
from casework.procedure.referrals.actions import deciding, following
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import Conduct
from tests.factories import cases, identity, inspections, offices
from tests.factories.approvals import shown
from tests.factories.deposits import LATER


def case(*, area: str = offices.HOME, months: int = 3) -> Case:
    """One worker, 10,000 yuan, three months; the order was served and ran out."""
    made = inspections.case(area=area)
    order = inspections.served_order(case=made, area=area)
    for part in order.parts:
        cases.months(part.line, date(2026, 6, 1), date(2026, 5 + months, 1))
    deadlines.expire_order(order, now=LATER)
    return made


def referral(*, area: str = offices.HOME, case: Case | None = None, **values: Any) -> Referral:
    """Reported by the lead inspector."""
    found = case or globals()["case"](area=area)
    given = {
        "conduct": Conduct(fled="电话停机，11月20日上门无人，照片3张"), "report": "建议移送。",
        "receiver": "演示区公安分局", "copied_to": "演示区人民检察院",
        "by": inspections.lead(found), "now": LATER, **values,
    }  # fmt: skip
    return deciding.prepare_referral(found, **given)


def approved(*, area: str = offices.HOME, **values: Any) -> Referral:
    """Approved by the principal head."""
    made = referral(area=area, **values)
    head = identity.officer(role=Role.PRINCIPAL_HEAD, area=area)
    return deciding.approve_referral(made, seen=shown(made), by=head, now=LATER)


def sent(*, area: str = offices.HOME, **values: Any) -> Referral:
    """The police have signed."""
    made = approved(area=area, **values)
    following.send_referral(made, on=LATER.date(), place="演示区公安分局", signed_by="王演示",
                          by=made.preparer, now=LATER)  # fmt: skip
    return made
