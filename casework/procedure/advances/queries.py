"""Ask: funds and their balances, advances, what came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from casework.ground.approvals.terms import Fact, Sheet
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.models import Batch, Entry
from casework.ground.ledger.terms import Source
from casework.ground.offices.terms import Reach
from casework.ground.payouts import queries as payouts
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.entries import Figure
from casework.ground.statute.terms.ids import FigureId
from casework.kernel import paging
from casework.kernel.database import db, get
from casework.kernel.money import Money
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.advances import rules
from casework.procedure.advances.models import Advance, Fund, FundMovement, Recovery
from casework.procedure.advances.terms import (
    APPROVED,
    AdvanceState,
    MovementKind,
    RecoveryWay,
)
from casework.procedure.deposits import queries as deposits
from casework.procedure.deposits.rules import is_expired

#: The most that one worker is advanced, where local rules name it.
CAP = FigureId.ADVANCE_CAP


def find_fund(area_id: int) -> Fund | None:
    return db.session.scalars(select(Fund).where(Fund.area_id == area_id)).one_or_none()


def fund_of_case(case: Case) -> Fund:
    """Raises NoFund."""
    found = find_fund(case.area_id)
    if found is None:
        raise rules.NoFund
    return found


def movements(fund_id: int, *, after: str | None = None) -> Listing[FundMovement]:
    """Newest first."""
    query = select(FundMovement).where(FundMovement.account_id == fund_id)
    return paging.listing(query, Key(FundMovement.position, number, down=True), after=after)


def last_movement(fund_id: int) -> FundMovement | None:
    return payouts.last_movement(FundMovement, fund_id)


def balance(fund_id: int) -> Money:
    return payouts.balance(FundMovement, fund_id)


def available(fund_id: int) -> Money:
    """What is neither advanced nor promised to an open advance."""
    return payouts.available(Advance, fund_id)


def advance(advance_id: int, *, reach: Reach) -> Advance:
    """Raises Missing, also when its case lies outside the reach."""
    return matters.about_case(Advance, advance_id, reach=reach)


def movement(movement_id: int, *, reach: Reach) -> FundMovement:
    """Raises Missing, also when it lies outside the reach."""
    return payouts.movement(FundMovement, movement_id, reach=reach)


def advance_of_entry(entry: Entry) -> Advance:
    """The advance by which a worker was paid. Raises Missing."""
    return payouts.of_entry(Advance, entry)


def open_of_case(case_id: int) -> list[Advance]:
    """Advances that wait for approval or for their payment."""
    return payouts.open_of_case(Advance, case_id)


def batch(batch_id: int) -> Batch:
    """A slip that the ledger has recorded. Raises Missing."""
    return get(Batch, batch_id)


def advances_of_fund(fund_id: int, *, after: str | None = None) -> Listing[Advance]:
    """Newest first."""
    query = select(Advance).where(Advance.account_id == fund_id)
    return paging.listing(query, Key(Advance.id, number, down=True), after=after)


def advances_of_case(case_id: int) -> list[Advance]:
    query = select(Advance).where(Advance.case_id == case_id).order_by(Advance.id.desc())
    return list(db.session.scalars(query))


def recovery_entries(advance_id: int) -> list[Recovery]:
    """Whatever was entered about money that came back, also what was wrong and its reversal."""
    query = select(Recovery).where(Recovery.advance_id == advance_id).order_by(Recovery.id)
    return list(db.session.scalars(query))


def recoveries(advance_id: int) -> list[Recovery]:
    """What came back and was not reversed."""
    found = recovery_entries(advance_id)
    wrong = payouts.reversed_among(found)
    return [one for one in found if one.reverses_id is None and one.id not in wrong]


def recovery(recovery_id: int, *, reach: Reach) -> Recovery:
    """Raises Missing, also when its case lies outside the reach."""
    found = db.session.get(Recovery, recovery_id)
    if found is None:
        raise Missing
    advance(found.advance_id, reach=reach)
    return found


def of_recovery(recovery: Recovery) -> Advance:
    return get(Advance, recovery.advance_id)


def is_reversed(recovery: Recovery) -> bool:
    query = select(Recovery.id).where(Recovery.reverses_id == recovery.id)
    return db.session.scalars(query).first() is not None


def movement_of(recovery: Recovery) -> FundMovement | None:
    """By which movement it came into the fund, as long as that was not reversed. None for what
    went to a worker."""
    taken_back = select(FundMovement.reverses_id).where(FundMovement.reverses_id.is_not(None))
    query = select(FundMovement).where(
        FundMovement.payout_id == recovery.advance_id,
        FundMovement.note == recovery.slip,
        FundMovement.kind == MovementKind.RECOVERY,
        FundMovement.amount == recovery.amount,
        FundMovement.at == recovery.at,
        FundMovement.id.not_in(taken_back),
    )
    return db.session.scalars(query.order_by(FundMovement.id)).first()


def standing(advance: Advance) -> rules.Standing:
    """What the employer still owes the fund, and what workers hold twice."""
    return rules.standing(advance.paid, ((r.way, r.amount) for r in recoveries(advance.id)))


def outstanding_of_line(advance: Advance, line_id: int) -> Money:
    """What of this worker's advance the employer has not paid back, to the fund or to him."""
    advanced = payouts.paid_parts(advance).get(line_id, Money(0))
    twice = Money.total(
        r.amount
        for r in recoveries(advance.id)
        if r.way is RecoveryWay.WORKER and r.line_id == line_id
    )
    return min(max(advanced - twice, Money(0)), standing(advance).outstanding)


def to_recover(case_id: int) -> list[Advance]:
    """Paid advances of a case of which the employer still owes a part."""
    query = select(Advance).where(Advance.case_id == case_id, Advance.state == AdvanceState.PAID)
    found = db.session.scalars(query.order_by(Advance.id))
    return [one for one in found if standing(one).outstanding]


def find_cap(area_code: str, *, on: date) -> Figure | None:
    return statute.statute().find_figure(CAP, on=on, area=area_code)


def left_in_deposits(case: Case, *, on: date) -> Money:
    """What the deposits of the case's project could still pay."""
    found = deposits.deposits_of_project(case.project_id)
    return Money.total(left for one, left in found if not is_expired(one.expires_on, on=on))


def advanced_before(case: Case) -> dict[int, Money]:
    """What the workers of a case were advanced already, by line id."""
    return ledger.paid_from(Source.ADVANCE, case_id=case.id)


def sheet(advance: Advance) -> Sheet:
    """What the head decides on, as the record stands now: cards and debts are today's."""
    facts: dict[str, Fact] = {
        "case": advance.case.number,
        "employer": advance.case.employer.name,
        "fund": advance.fund.area.name_zh,
        "amount": advance.amount.plain,
        "payees": payouts.listed(advance),
    }
    text = {"reason": advance.reason, "recovery_plan": advance.recovery_plan}
    return Sheet(APPROVED, advance.id, facts, text)


def reversed_on(movements: Iterable[FundMovement]) -> set[int]:
    """Of the movements of one page, the ids of those that were reversed, on whatever page."""
    shown = [one.id for one in movements]
    query = select(FundMovement.reverses_id).where(FundMovement.reverses_id.in_(shown))
    return {found for found in db.session.scalars(query) if found is not None}
