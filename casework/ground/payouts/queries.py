"""Ask: accounts and how they add up, lists, their workers, and which list a worker was paid by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import func, select

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.models import Entry
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.payouts import rules
from casework.ground.payouts.models import Movement, Part, Payout
from casework.ground.payouts.terms import Payee
from casework.kernel.database import db
from casework.kernel.identifiers import masked
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum, Missing

V = TypeVar("V", bound=Movement)
P = TypeVar("P", bound=Payout)

_TAIL = 4


class Reversing(Protocol):
    """An entry that may take back another."""

    reverses_id: int | None


def movement(kind: type[V], movement_id: int, *, reach: Reach) -> V:
    """Raises Missing, also when its account lies outside the reach."""
    account = kind.account
    query = select(kind).join(account, account.id == kind.account_id)
    query = query.where(kind.id == movement_id, offices.within(reach, area=account.area_id))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def last_movement(kind: type[V], account_id: int) -> V | None:
    query = select(kind).where(kind.account_id == account_id)
    return db.session.scalars(query.order_by(kind.position.desc()).limit(1)).first()


def balances(kind: type[Movement], account_ids: Sequence[int]) -> dict[int, Money]:
    """What stands in each account, as its movements add up."""
    query = (
        select(kind.account_id, kind.kind, func.sum(kind.amount))
        .where(kind.account_id.in_(account_ids))
        .group_by(kind.account_id, kind.kind)
    )
    found: dict[int, list[tuple[LabelEnum, Money]]] = {}
    for account_id, word, amount in db.session.execute(query):
        found.setdefault(account_id, []).append((word, amount))
    adds = kind.scheme.adds
    return {account_id: rules.balance(rows, adds=adds) for account_id, rows in found.items()}


def balance(kind: type[Movement], account_id: int) -> Money:
    return balances(kind, [account_id]).get(account_id, Money(0))


def is_reversed(movement: Movement) -> bool:
    kind = type(movement)
    query = select(kind.id).where(kind.reverses_id == movement.id)
    return db.session.scalars(query).first() is not None


def reversed_among(entries: Iterable[Reversing]) -> set[int]:
    """Of these entries, the ids of those that were reversed."""
    return {one.reverses_id for one in entries if one.reverses_id is not None}


def available(kind: type[Payout], account_id: int, *, but: int | None = None) -> Money:
    """What is neither paid out nor promised to an open list (other than ``but``)."""
    return _left(kind, account_id, states=_open(kind), but=but)


def not_approved_away(kind: type[Payout], account_id: int, *, but: int) -> Money:
    """What is neither paid out nor approved for others: what an approval may still give away."""
    return _left(kind, account_id, states=_open(kind)[1:], but=but)


def _left(
    kind: type[Payout], account_id: int, *, states: Sequence[LabelEnum], but: int | None
) -> Money:
    query = select(func.sum(kind.amount)).where(
        kind.account_id == account_id, kind.state.in_(states)
    )
    if but is not None:
        query = query.where(kind.id != but)
    promised = db.session.scalar(query) or Money(0)
    return max(balance(kind.movement, account_id) - promised, Money(0))


def open_of_case(kind: type[P], case_id: int) -> list[P]:
    """Lists that wait for approval or for their payment."""
    query = select(kind).where(kind.case_id == case_id, kind.state.in_(_open(kind)))
    return list(db.session.scalars(query.order_by(kind.id)))


def _open(kind: type[Payout]) -> Sequence[LabelEnum]:
    return rules.open_states(kind.scheme.lifecycle.states)


def find_of_paper(kind: type[P], paper_id: int) -> P | None:
    return db.session.scalars(select(kind).where(kind.paper_id == paper_id)).one_or_none()


def of_entry(kind: type[P], entry: Entry) -> P:
    """The list by which a worker was paid. Raises Missing where it was none of this kind."""
    draw = kind.movement
    query = select(kind).join(draw, draw.payout_id == kind.id)
    found = db.session.scalars(query.where(draw.batch_id == (entry.batch_id or 0))).first()
    if found is None:
        raise Missing
    return found


def paid_parts(payout: Payout) -> dict[int, Money]:
    """What each worker has of this list, by line id, less what was undone."""
    draw = payout.movement
    slips = select(draw.batch_id).where(draw.payout_id == payout.id, draw.batch_id.is_not(None))
    return ledger.paid_by(list(db.session.scalars(slips)))


def payees(case: Case, amounts: Mapping[int, Money]) -> list[Payee]:
    """Workers of a case as they stand now, by line id. Raises Missing for one of another case."""
    lines = {line.id: line for line in matters.lines(case.id)}
    if not set(amounts) <= set(lines):
        raise Missing
    return [payee(lines[line_id], amount) for line_id, amount in amounts.items()]


def payee(line: Line, amount: Money) -> Payee:
    worker = line.worker
    return Payee(line.id, amount, line.owed, worker.name, worker.card, line.ending is not None)


def listed(payout: Payout) -> list[dict[str, str]]:
    """The table of the sheet that is decided on: cards and debts are today's."""
    return [_row(payee(part.line, part.amount)) for part in payout.parts]


def _row(payee: Payee) -> dict[str, str]:
    return {
        "name": payee.name,
        "card": payee.card or "",
        "amount": payee.amount.plain,
        "owed": payee.owed.plain,
        "ended": "是" if payee.ended else "",
    }


def shown(payout: Payout) -> list[tuple[Part, str]]:
    """Each worker with as much of the card as tells two cards apart."""
    return [(part, masked(part.card, head=0, tail=_TAIL)) for part in payout.parts]
