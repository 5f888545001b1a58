"""Ask: deposits, balances, claims; and which of them a case may use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select

from casework.ground.approvals.terms import Fact, Sheet, plain
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.cases.rules.stages import OPEN as CASE_OPEN
from casework.ground.ledger.models import Entry
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.payouts import queries as payouts
from casework.ground.payouts import rules as payout_rules
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.deposits import rules
from casework.procedure.deposits.models import Claim, Deposit, DepositMovement
from casework.procedure.deposits.terms import (
    APPROVED,
    CardChecked,
    CardRow,
    ClaimState,
    MovementKind,
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
    sums = payouts.balances(DepositMovement, [one.id for one in found.rows])
    rows = [(one, sums.get(one.id, Money(0))) for one in found.rows]
    return Listing(rows, found.following, found.total)


def whole_balance(*, reach: Reach) -> Money:
    """What stands in all deposits of a reach together."""
    query = (
        select(DepositMovement.kind, func.sum(DepositMovement.amount))
        .join(Deposit, Deposit.id == DepositMovement.account_id)
        .where(offices.within(reach, area=Deposit.area_id))
        .group_by(DepositMovement.kind)
    )
    rows = db.session.execute(query).tuples()
    return payout_rules.balance(rows, adds=rules.SCHEME.adds)


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
    waits = select(Claim.id).where(Claim.account_id == deposit.id, Claim.state.in_(rules.OPEN))
    return deposit.taken_out and db.session.scalars(waits).first() is None


def balance(deposit_id: int) -> Money:
    return payouts.balance(DepositMovement, deposit_id)


def last_movement(deposit_id: int) -> DepositMovement | None:
    return payouts.last_movement(DepositMovement, deposit_id)


def available(deposit_id: int) -> Money:
    """What is neither drawn nor promised to an open claim."""
    return payouts.available(Claim, deposit_id)


def claim(claim_id: int, *, reach: Reach) -> Claim:
    """Raises Missing, also when its case lies outside the reach."""
    return matters.about_case(Claim, claim_id, reach=reach)


def movement(movement_id: int, *, reach: Reach) -> DepositMovement:
    """Raises Missing, also when it lies outside the reach."""
    return payouts.movement(DepositMovement, movement_id, reach=reach)


def claim_of_entry(entry: Entry) -> Claim:
    """The claim by which a worker was paid. Raises Missing."""
    return payouts.of_entry(Claim, entry)


def open_claims_of_case(case_id: int) -> list[Claim]:
    """Claims that wait for approval or for the bank."""
    return payouts.open_of_case(Claim, case_id)


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
    query = select(Claim).where(Claim.account_id == deposit_id).order_by(Claim.id.desc())
    return list(db.session.scalars(query))


def is_needed(deposit: Deposit) -> bool:
    """Whether a claim is under way, or the project has a case that is not closed."""
    claims_open = select(Claim.id).where(
        Claim.account_id == deposit.id,
        Claim.state.in_((*rules.OPEN, ClaimState.PAID)),
    )
    cases_open = select(Case.id).where(
        Case.project_id == deposit.project_id, Case.stage.in_(CASE_OPEN)
    )
    return any(db.session.scalars(q.limit(1)).first() for q in (claims_open, cases_open))


def restored(claim_id: int) -> Money:
    """What has been topped up for a claim, less what was reversed."""
    query = (
        select(DepositMovement.kind, func.sum(DepositMovement.amount))
        .where(DepositMovement.payout_id == claim_id)
        .group_by(DepositMovement.kind)
    )
    sums = dict(db.session.execute(query).tuples().all())
    undone = sums.get(MovementKind.TOP_UP_UNDONE, Money(0))
    return sums.get(MovementKind.TOP_UP, Money(0)) - undone


def newest_top_up(deposit_id: int) -> DepositMovement | None:
    """The last top-up of a deposit that was not reversed."""
    taken_back = select(DepositMovement.reverses_id).where(DepositMovement.reverses_id.is_not(None))
    query = select(DepositMovement).where(
        DepositMovement.account_id == deposit_id,
        DepositMovement.kind == MovementKind.TOP_UP,
        DepositMovement.id.not_in(taken_back),
    )
    return db.session.scalars(query.order_by(DepositMovement.position.desc()).limit(1)).first()


def find_replaced(deposit_id: int) -> tuple[str, date | None] | None:
    """Account and last day before the first of the reversed top-ups after the last that stands."""
    standing = newest_top_up(deposit_id)
    query = select(DepositMovement).where(
        DepositMovement.account_id == deposit_id,
        DepositMovement.kind == MovementKind.TOP_UP,
        DepositMovement.replaced_account.is_not(None),
        DepositMovement.position > (standing.position if standing else 0),
    )
    first = db.session.scalars(query.order_by(DepositMovement.position).limit(1)).first()
    if first is None or first.replaced_account is None:
        return None
    return first.replaced_account, first.replaced_expires_on


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
        "payees": payouts.listed(claim),
    }
    return Sheet(APPROVED, claim.id, facts)


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
