"""The emergency fund of a district with 100,000 yuan, and advances of 10,000 from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.ground.ledger.models import Batch
from casework.ground.ledger.terms import Source
from casework.ground.payouts import actions as payouts
from casework.kernel.database import db, new_id
from casework.kernel.money import Money
from casework.procedure.advances import queries
from casework.procedure.advances.actions import advancing, keeping, recovering
from casework.procedure.advances.models import Advance, Fund, FundMovement, Recovery
from casework.procedure.advances.terms import MovementKind, Payment
from tests.conftest import NOW
from tests.factories import identity, inspections, offices
from tests.factories.approvals import shown
from tests.factories.deposits import CARD


def fund(*, area: str = offices.HOME, yuan: int = 100_000) -> Fund:
    """Opened by a fund officer; the one that is there already stays as it is."""
    home = offices.area(code=area)
    there = queries.find_fund(home.id)
    if there is not None:
        return there
    _pay_in(area, yuan)
    return queries.find_fund(home.id)  # type: ignore[return-value]


def _pay_in(area: str, yuan: int) -> None:
    keeping.pay_in(area_id=offices.area(code=area).id, amount=Money.yuan(yuan),
                   on=date(2026, 1, 5), note="演财〔2026〕1号",
                   by=identity.officer(role=Role.FUND_OFFICER, area=area), now=NOW)  # fmt: skip


def case(*, area: str = offices.HOME) -> Case:
    """One verified line of 10,000 yuan; the worker has a card."""
    made = inspections.case(area=area)
    for line in matters.lines(made.id):
        line.worker.card = CARD
    return made


def advance(*, area: str = offices.HOME, case: Case | None = None, **values: Any) -> Advance:
    """Prepared over all that is owed, by a fund officer."""
    fund(area=area)
    found = case or globals()["case"](area=area)
    given = {
        "amounts": {line.id: line.owed for line in matters.lines(found.id)},
        "reason": "老板联系不上，工人没有饭钱。", "recovery_plan": "向单位追偿。",
        "by": identity.officer(role=Role.FUND_OFFICER, area=area), "now": NOW, **values,
    }  # fmt: skip
    return advancing.prepare_advance(found, **given)


def approved(*, area: str = offices.HOME, **values: Any) -> Advance:
    """Approved by the principal head, who writes down why without a confirmed cap."""
    made = advance(area=area, **values)
    head = identity.officer(role=Role.PRINCIPAL_HEAD, area=area)
    return advancing.approve_advance(made, seen=shown(made), cap_reason="按当地办法",
                                   override_reason="银行来不及",
                                   by=head, now=NOW)  # fmt: skip


def paid(*, area: str = offices.HOME, **values: Any) -> Advance:
    """Paid out in full."""
    made = approved(area=area, **values)
    amounts = {part.line_id: part.amount for part in made.parts}
    payouts.pay(made, amounts=amounts, slip=f"演示垫付{made.id}", paid_on=NOW.date(),
                by=made.preparer, now=NOW)  # fmt: skip
    return made


def drawn(made: Advance, amount: Money) -> None:
    """So much less is in the fund, by a slip of its own."""
    slip = Batch(case_id=made.case_id, source=Source.ADVANCE, total=amount, slip=f"演空{new_id()}",
                 paid_on=NOW.date(), at=NOW)  # fmt: skip
    db.session.add(slip)
    db.session.flush()
    movement = FundMovement(
        account_id=made.account_id, payout_id=made.id, kind=MovementKind.ADVANCE, amount=amount,
        on=NOW.date(), batch_id=slip.id,
    )  # fmt: skip
    payouts.post(movement, by=made.preparer, now=NOW)


def recovery(*, area: str = offices.HOME) -> Recovery:
    """The employer has paid 4,000 yuan back to the fund, which has what it takes."""
    _pay_in(area, 10_000)
    made = paid(area=area)
    recovering.record_employer_payment(
        made,
        amount=Money.yuan(4_000),
        to=Payment.FUND,
        slip="演示追偿",
        paid_on=NOW.date(),
        by=made.preparer,
        now=NOW,
    )
    return queries.recoveries(made.id)[-1]


def pay_in(*, area: str = offices.HOME) -> Any:
    """The movement by which a fund was opened."""
    opened = fund(area=area)
    return queries.movements(opened.id).rows[-1]
