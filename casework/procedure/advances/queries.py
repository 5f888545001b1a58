"""Ask: funds and their balances, advances, what came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from casework.ground.approvals.terms import Fact, Sheet
from casework.ground.cases.models.case import Case, Line
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.models import Batch, Entry
from casework.ground.ledger.terms import Source
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.statute import queries as statute
from casework.ground.statute.terms.entries import Figure
from casework.ground.statute.terms.ids import FigureId
from casework.kernel import paging
from casework.kernel.database import db, get
from casework.kernel.money import Money
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.advances import rules
from casework.procedure.advances.models import Advance, AdvancePart, Fund, FundMovement, Recovery
from casework.procedure.advances.terms import (
    APPROVED,
    AdvanceState,
    MovementKind,
    Payee,
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
    query = select(FundMovement).where(FundMovement.fund_id == fund_id)
    return paging.listing(query, Key(FundMovement.position, number, down=True), after=after)


def last_movement(fund_id: int) -> FundMovement | None:
    query = select(FundMovement).where(FundMovement.fund_id == fund_id)
    return db.session.scalars(query.order_by(FundMovement.position.desc()).limit(1)).first()


def balance(fund_id: int) -> Money:
    """As the movements add up."""
    query = (
        select(FundMovement.kind, func.sum(FundMovement.amount))
        .where(FundMovement.fund_id == fund_id)
        .group_by(FundMovement.kind)
    )
    return rules.balance(db.session.execute(query).tuples())


def available(fund_id: int, *, but: int | None = None) -> Money:
    """What is neither advanced nor promised to an open advance (other than ``but``)."""
    query = select(func.sum(Advance.amount)).where(
        Advance.fund_id == fund_id, Advance.state.in_(rules.OPEN)
    )
    if but is not None:
        query = query.where(Advance.id != but)
    promised = db.session.scalar(query) or Money(0)
    return max(balance(fund_id) - promised, Money(0))


def approved_only(fund_id: int, *, but: int) -> Money:
    """What is neither advanced nor approved for others: what an approval may still give away."""
    query = select(func.sum(Advance.amount)).where(
        Advance.fund_id == fund_id, Advance.state == AdvanceState.APPROVED, Advance.id != but
    )
    return max(balance(fund_id) - (db.session.scalar(query) or Money(0)), Money(0))


def advance(advance_id: int, *, reach: Reach) -> Advance:
    """Raises Missing, also when its case lies outside the reach."""
    found = db.session.scalars(
        select(Advance)
        .join(Case, Case.id == Advance.case_id)
        .where(
            Advance.id == advance_id,
            offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id),
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def find_advance_of_paper(paper_id: int) -> Advance | None:
    return db.session.scalars(select(Advance).where(Advance.paper_id == paper_id)).one_or_none()


def batch(batch_id: int) -> Batch:
    """A slip that the ledger has recorded. Raises Missing."""
    return get(Batch, batch_id)


def advances_of_fund(fund_id: int, *, after: str | None = None) -> Listing[Advance]:
    """Newest first."""
    query = select(Advance).where(Advance.fund_id == fund_id)
    return paging.listing(query, Key(Advance.id, number, down=True), after=after)


def advances_of_case(case_id: int) -> list[Advance]:
    query = select(Advance).where(Advance.case_id == case_id).order_by(Advance.id.desc())
    return list(db.session.scalars(query))


def open_of_case(case_id: int) -> list[Advance]:
    """Advances that wait for approval or for their payment."""
    query = select(Advance).where(Advance.case_id == case_id, Advance.state.in_(rules.OPEN))
    return list(db.session.scalars(query.order_by(Advance.id)))


def parts(advance_id: int) -> list[AdvancePart]:
    query = select(AdvancePart).where(AdvancePart.advance_id == advance_id)
    return list(db.session.scalars(query.order_by(AdvancePart.id)))


def recovery_entries(advance_id: int) -> list[Recovery]:
    """Whatever was entered about money that came back, also what was wrong and its reversal."""
    query = select(Recovery).where(Recovery.advance_id == advance_id).order_by(Recovery.id)
    return list(db.session.scalars(query))


def recoveries(advance_id: int) -> list[Recovery]:
    """What came back and was not reversed."""
    found = recovery_entries(advance_id)
    wrong = reversed_among(found)
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
        FundMovement.advance_id == recovery.advance_id,
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


def paid_parts(advance: Advance) -> dict[int, Money]:
    """What each worker has of this advance, less what was reversed. A slip that was reversed and
    recorded again belongs to the advance that had it last."""
    newest = (
        select(func.max(FundMovement.id))
        .join(Advance, Advance.id == FundMovement.advance_id)
        .where(Advance.case_id == advance.case_id, FundMovement.kind == MovementKind.ADVANCE)
        .group_by(FundMovement.note)
    )
    slips = select(FundMovement.note).where(
        FundMovement.advance_id == advance.id, FundMovement.id.in_(newest)
    )
    found = list(db.session.scalars(slips))
    return ledger.paid_from(Source.ADVANCE, case_id=advance.case_id, slips=found) if found else {}


def outstanding_of_line(advance: Advance, line_id: int) -> Money:
    """What of this worker's advance the employer has not paid back, to the fund or to him."""
    advanced = paid_parts(advance).get(line_id, Money(0))
    twice = Money.total(
        r.amount
        for r in recoveries(advance.id)
        if r.way is RecoveryWay.WORKER and r.line_id == line_id
    )
    return min(max(advanced - twice, Money(0)), standing(advance).outstanding)


def advance_of_entry(entry: Entry) -> Advance:
    """The advance by which a worker was paid: its movement has the slip; the newest one where a
    slip was reversed and recorded again. Raises Missing."""
    slip = entry.batch.slip if entry.batch else ""
    found = db.session.scalars(
        select(Advance)
        .join(FundMovement, FundMovement.advance_id == Advance.id)
        .where(
            Advance.case_id == entry.case_id,
            FundMovement.kind == MovementKind.ADVANCE,
            FundMovement.note == slip,
        )
        .order_by(FundMovement.id.desc())
    ).first()
    if found is None or entry.source is not Source.ADVANCE:
        raise Missing
    return found


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


def advanced_before(line: Line) -> Money:
    """What this worker was advanced on this claim already."""
    return ledger.paid_from(Source.ADVANCE, case_id=line.case_id).get(line.id, Money(0))


def payee(line: Line, amount: Money) -> Payee:
    """A worker as he stands now."""
    return Payee(
        line.id,
        amount,
        line.owed,
        line.worker.name,
        line.worker.card,
        line.ending is not None,
        advanced_before(line),
    )


def sheet(advance: Advance) -> Sheet:
    """What the head decides on, as the record stands now: cards and debts are today's."""
    facts: dict[str, Fact] = {
        "case": advance.case.number,
        "employer": advance.case.employer.name,
        "fund": advance.fund.area.name_zh,
        "amount": advance.amount.plain,
        "payees": [_listed(payee(part.line, part.amount)) for part in parts(advance.id)],
    }
    text = {"reason": advance.reason, "recovery_plan": advance.recovery_plan}
    return Sheet(APPROVED, advance.id, facts, text)


def _listed(payee: Payee) -> dict[str, str]:
    return {
        "name": payee.name,
        "card": payee.card or "",
        "amount": payee.amount.plain,
        "owed": payee.owed.plain,
        "ended": "是" if payee.ended else "",
    }


def movement(movement_id: int, *, reach: Reach) -> FundMovement:
    """Raises Missing, also when it lies outside the reach."""
    query = select(FundMovement).join(Fund, Fund.id == FundMovement.fund_id)
    query = query.where(FundMovement.id == movement_id, offices.within(reach, area=Fund.area_id))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def find_reversal(movement_id: int) -> FundMovement | None:
    query = select(FundMovement).where(FundMovement.reverses_id == movement_id)
    return db.session.scalars(query).one_or_none()


def reversed_among(entries: Iterable[FundMovement | Recovery]) -> set[int]:
    """Of these entries, the ids of those that were reversed."""
    return {one.reverses_id for one in entries if one.reverses_id is not None}


def reversed_on(movements: Iterable[FundMovement]) -> set[int]:
    """Of the movements of one page, the ids of those that were reversed, on whatever page."""
    shown = [one.id for one in movements]
    query = select(FundMovement.reverses_id).where(FundMovement.reverses_id.in_(shown))
    return {found for found in db.session.scalars(query) if found is not None}
