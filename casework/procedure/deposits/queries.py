"""Ask: deposits, balances, claims; and which of them a case may use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import case, func, select

from casework.ground.approvals.terms import Fact, Sheet, plain
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.rules.stages import OPEN as CASE_OPEN
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Source
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.deposits import rules
from casework.procedure.deposits.models import Claim, ClaimPart, Deposit, DepositMovement
from casework.procedure.deposits.terms import (
    APPROVED,
    CardChecked,
    CardRow,
    ClaimState,
    MovementKind,
    Payee,
)


def deposit(deposit_id: int, *, reach: Reach) -> Deposit:
    """Raises Missing, also when the deposit lies outside the reach."""
    found = db.session.scalars(
        select(Deposit).where(Deposit.id == deposit_id, offices.within(reach, area=Deposit.area_id))
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def deposits(*, reach: Reach, after: str | None = None) -> Listing[tuple[Deposit, Money]]:
    """The register: each deposit with its balance, newest first."""
    query = select(Deposit).where(offices.within(reach, area=Deposit.area_id))
    found = paging.listing(query, Key(Deposit.id, number, down=True), after=after)
    sums = balances([one.id for one in found.rows])
    rows = [(one, sums.get(one.id, Money(0))) for one in found.rows]
    return Listing(rows, found.following, found.total)


def whole_balance(*, reach: Reach) -> Money:
    """What stands in all deposits of a reach together."""
    query = (
        select(DepositMovement.kind, func.sum(DepositMovement.amount))
        .join(Deposit, Deposit.id == DepositMovement.deposit_id)
        .where(offices.within(reach, area=Deposit.area_id))
        .group_by(DepositMovement.kind)
    )
    return rules.balance(db.session.execute(query).tuples())


def deposits_of_project(project_id: int | None) -> list[tuple[Deposit, Money]]:
    """Deposits of a project with what can still be drawn on."""
    if project_id is None:
        return []
    query = select(Deposit).where(Deposit.project_id == project_id).order_by(Deposit.id)
    return [(one, available(one.id)) for one in db.session.scalars(query)]


def is_known(*, bank: str, account: str, but: int = 0) -> bool:
    """Whether another deposit holds this account."""
    return any(one.id != but and not is_free(one) for one in under_account(bank, account))


def under_account(bank: str, account: str) -> list[Deposit]:
    """Every deposit of this account; at most one of them stands."""
    query = select(Deposit).where(Deposit.bank == bank, Deposit.account == account)
    return list(db.session.scalars(query.order_by(Deposit.id)))


def is_free(deposit: Deposit) -> bool:
    """Whether its entry was reversed, and no claim waits for money of it."""
    waits = select(Claim.id).where(Claim.deposit_id == deposit.id, Claim.state.in_(rules.OPEN))
    return deposit.taken_out and db.session.scalars(waits).first() is None


def balances(deposit_ids: Sequence[int]) -> dict[int, Money]:
    """What stands in each deposit, as its movements add up."""
    query = (
        select(DepositMovement.deposit_id, DepositMovement.kind, func.sum(DepositMovement.amount))
        .where(DepositMovement.deposit_id.in_(deposit_ids))
        .group_by(DepositMovement.deposit_id, DepositMovement.kind)
    )
    found: dict[int, list[tuple[MovementKind, Money]]] = {}
    for deposit_id, kind, amount in db.session.execute(query):
        found.setdefault(deposit_id, []).append((kind, amount))
    return {deposit_id: rules.balance(rows) for deposit_id, rows in found.items()}


def balance(deposit_id: int) -> Money:
    return balances([deposit_id]).get(deposit_id, Money(0))


def last_movement(deposit_id: int) -> DepositMovement | None:
    query = select(DepositMovement).where(DepositMovement.deposit_id == deposit_id)
    return db.session.scalars(query.order_by(DepositMovement.position.desc()).limit(1)).first()


def available(deposit_id: int, *, but: int | None = None) -> Money:
    """What is neither drawn nor promised to an open claim (other than ``but``)."""
    query = select(func.sum(Claim.amount)).where(
        Claim.deposit_id == deposit_id, Claim.state.in_(rules.OPEN)
    )
    if but is not None:
        query = query.where(Claim.id != but)
    promised = db.session.scalar(query) or Money(0)
    return max(balance(deposit_id) - promised, Money(0))


def claim(claim_id: int, *, reach: Reach) -> Claim:
    """Raises Missing, also when its case lies outside the reach."""
    found = db.session.scalars(
        select(Claim)
        .join(Case, Case.id == Claim.case_id)
        .where(
            Claim.id == claim_id,
            offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id),
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def find_claim_of_paper(paper_id: int) -> Claim | None:
    return db.session.scalars(select(Claim).where(Claim.paper_id == paper_id)).one_or_none()


def claim_of_entry(entry: Entry) -> Claim:
    """The claim by which a worker was paid: its draw has the slip; the newest one where a slip
    was reversed and recorded again. Raises Missing."""
    slip = entry.batch.slip if entry.batch else ""
    found = db.session.scalars(
        select(Claim)
        .join(DepositMovement, DepositMovement.claim_id == Claim.id)
        .where(
            Claim.case_id == entry.case_id,
            DepositMovement.kind == MovementKind.DRAW,
            DepositMovement.proof == slip,
        )
        .order_by(DepositMovement.id.desc())
    ).first()
    if found is None or entry.source is not Source.DEPOSIT:
        raise Missing
    return found


def claims(*, reach: Reach, after: str | None = None) -> Listing[Claim]:
    """Claims within a reach: those under way first, each newest first."""
    query = (
        select(Claim)
        .join(Case, Case.id == Claim.case_id)
        .where(offices.within(reach, area=Case.area_id))
    )
    under_way = case((Claim.state.in_(rules.OPEN), 1), else_=0)
    keys = (Key(under_way, number, down=True), Key(Claim.id, number, down=True))
    return paging.listing(query, *keys, after=after)


def claims_of_deposit(deposit_id: int) -> list[Claim]:
    query = select(Claim).where(Claim.deposit_id == deposit_id).order_by(Claim.id.desc())
    return list(db.session.scalars(query))


def open_claims_of_case(case_id: int) -> list[Claim]:
    """Claims that wait for approval or for the bank."""
    query = select(Claim).where(Claim.case_id == case_id, Claim.state.in_(rules.OPEN))
    return list(db.session.scalars(query.order_by(Claim.id)))


def is_needed(deposit: Deposit) -> bool:
    """Whether a claim is under way, or the project has a case that is not closed."""
    claims_open = select(Claim.id).where(
        Claim.deposit_id == deposit.id,
        Claim.state.in_((*rules.OPEN, ClaimState.PAID)),
    )
    cases_open = select(Case.id).where(
        Case.project_id == deposit.project_id, Case.stage.in_(CASE_OPEN)
    )
    return any(db.session.scalars(q.limit(1)).first() for q in (claims_open, cases_open))


def parts(claim_id: int) -> list[ClaimPart]:
    query = select(ClaimPart).where(ClaimPart.claim_id == claim_id).order_by(ClaimPart.id)
    return list(db.session.scalars(query))


def restored(claim_id: int) -> Money:
    """What has been topped up for a claim, less what was reversed."""
    query = (
        select(DepositMovement.kind, func.sum(DepositMovement.amount))
        .where(DepositMovement.claim_id == claim_id)
        .group_by(DepositMovement.kind)
    )
    sums = dict(db.session.execute(query).tuples().all())
    undone = sums.get(MovementKind.TOP_UP_UNDONE, Money(0))
    return sums.get(MovementKind.TOP_UP, Money(0)) - undone


def newest_top_up(deposit_id: int) -> DepositMovement | None:
    """The last top-up of a deposit that was not reversed."""
    taken_back = select(DepositMovement.reverses_id).where(DepositMovement.reverses_id.is_not(None))
    query = select(DepositMovement).where(
        DepositMovement.deposit_id == deposit_id,
        DepositMovement.kind == MovementKind.TOP_UP,
        DepositMovement.id.not_in(taken_back),
    )
    return db.session.scalars(query.order_by(DepositMovement.position.desc()).limit(1)).first()


def find_replaced(deposit_id: int) -> tuple[str, date | None] | None:
    """Account and last day before the first of the reversed top-ups after the last that stands."""
    standing = newest_top_up(deposit_id)
    query = select(DepositMovement).where(
        DepositMovement.deposit_id == deposit_id,
        DepositMovement.kind == MovementKind.TOP_UP,
        DepositMovement.replaced_account.is_not(None),
        DepositMovement.position > (standing.position if standing else 0),
    )
    first = db.session.scalars(query.order_by(DepositMovement.position).limit(1)).first()
    if first is None or first.replaced_account is None:
        return None
    return first.replaced_account, first.replaced_expires_on


def payee(line: Line, amount: Money) -> Payee:
    """A worker as he stands now."""
    return Payee(
        line.id, amount, line.owed, line.worker.name, line.worker.card, line.ending is not None
    )


def sheet(claim: Claim) -> Sheet:
    """What the head decides on, as the record stands now: cards and debts are today's."""
    deposit, order = claim.deposit, claim.decision.order
    facts: dict[str, Fact] = {
        "case": claim.case.number,
        "project": deposit.project.name,
        "depositor": deposit.depositor.name,
        "kind": deposit.kind.zh,
        "bank": deposit.bank,
        "account": deposit.account,
        "expires_on": plain(deposit.expires_on),
        "decision": plain(order.paper.number if order else None),
        "amount": claim.amount.plain,
        "payees": [_listed(payee(part.line, part.amount)) for part in parts(claim.id)],
    }
    return Sheet(APPROVED, claim.id, facts)


def _listed(payee: Payee) -> dict[str, str]:
    return {
        "name": payee.name,
        "card": payee.card or "",
        "amount": payee.amount.plain,
        "owed": payee.owed.plain,
        "ended": "是" if payee.ended else "",
    }


def checked_cards(case: Case, rows: Sequence[CardRow]) -> list[CardChecked]:
    """Each pasted row with the worker of the case whom it names, or with what is wrong."""
    workers = [(line.id, line.worker) for line in matters.lines(case.id)]
    found: list[CardChecked] = []
    for row in rows:
        ids = [
            line_id
            for line_id, worker in workers
            if worker.name == row.name and rules.ends_with(worker.id_number, row.tail)
        ]
        twice = any(ids == [earlier.line_id] for earlier in found)
        wrong = rules.wrong_person(
            row.name, known=[w.name for _id, w in workers], found=len(ids), twice=twice
        )
        found.append(CardChecked(row, None if wrong else ids[0], wrong))
    return found


def movement(movement_id: int, *, reach: Reach) -> DepositMovement:
    """Raises Missing, also when it lies outside the reach."""
    query = select(DepositMovement).join(Deposit, Deposit.id == DepositMovement.deposit_id)
    query = query.where(
        DepositMovement.id == movement_id, offices.within(reach, area=Deposit.area_id)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def find_reversal(movement_id: int) -> DepositMovement | None:
    query = select(DepositMovement).where(DepositMovement.reverses_id == movement_id)
    return db.session.scalars(query).one_or_none()


def reversed_among(movements: Iterable[DepositMovement]) -> set[int]:
    """Of these movements, the ids of those that were reversed."""
    return {one.reverses_id for one in movements if one.reverses_id is not None}
