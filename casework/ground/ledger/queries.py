"""Ask: entries, slips, and sums taken afresh from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Subquery,
    exists,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.ledger import rules
from casework.ground.ledger.models import Batch, Entry, ShortWord
from casework.ground.ledger.terms import Held, Kind, Source, Standing
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.parties import queries as people
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing


def entries(case_id: int) -> list[Entry]:
    """Newest first, each with its line, worker, slip and officer."""
    query = select(Entry).where(Entry.case_id == case_id).order_by(Entry.id.desc())
    return list(db.session.scalars(query))


def entry(entry_id: int, *, case_id: int) -> Entry:
    """Raises Missing, also when the entry belongs to another case."""
    found = db.session.scalars(
        select(Entry).where(Entry.id == entry_id, Entry.case_id == case_id)
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def slips(case_id: int, slip: str) -> list[Batch]:
    """Every recording of one number, the oldest first."""
    query = select(Batch).where(Batch.case_id == case_id, Batch.slip == slip)
    return list(db.session.scalars(query.order_by(Batch.turn)))


def stands(batch: Batch) -> bool:
    """Whether anything of a slip still counts."""
    query = select(Entry.id).where(Entry.batch_id == batch.id, *_standing(Kind.PAYMENT))
    return db.session.scalars(query.limit(1)).first() is not None


def is_reversed(entry_id: int) -> bool:
    query = select(Entry.id).where(Entry.reverses_id == entry_id)
    return db.session.scalars(query).first() is not None


def _standing(*kinds: Kind) -> list[ColumnElement[bool]]:
    """The conditions under which an entry of these kinds counts."""
    undoing = aliased(Entry)
    undone = exists(select(undoing.id).where(undoing.reverses_id == Entry.id))
    return [Entry.kind.in_(kinds), ~undone]


def brought(batch_id: int, line_id: int) -> Money:
    """What one slip brought a line and was not taken back."""
    query = select(func.sum(Entry.amount)).where(
        Entry.batch_id == batch_id, Entry.line_id == line_id, *_standing(Kind.PAYMENT)
    )
    return db.session.scalar(query) or Money(0)


def confirmed_since(batch_id: int, line_id: int) -> bool:
    """Whether anything was confirmed on a line after a slip had been recorded."""
    recorded = select(Batch.at).where(Batch.id == batch_id).scalar_subquery()
    query = select(Entry.id).where(
        Entry.line_id == line_id, Entry.at >= recorded, *_standing(Kind.CONFIRMATION)
    )
    return db.session.scalars(query.limit(1)).first() is not None


def sums(line_ids: Sequence[int]) -> dict[int, tuple[Money, Money]]:
    """Paid and confirmed of each line, as its entries add up."""
    paid, confirmed = (_sum_by_line(line_ids, kind) for kind in (Kind.PAYMENT, Kind.CONFIRMATION))
    nothing = Money(0)
    return {i: (paid.get(i, nothing), confirmed.get(i, nothing)) for i in line_ids}


def held(line_ids: Sequence[int]) -> dict[int, Money]:
    """What lies with the authority for these lines; those for which nothing lies are left out."""
    query = (
        select(Entry.line_id, Entry.kind, func.sum(Entry.amount))
        .where(Entry.line_id.in_(line_ids), *_standing(Kind.HELD, Kind.HANDED_OVER))
        .group_by(Entry.line_id, Entry.kind)
    )
    left: dict[int, Money] = {}
    for line_id, kind, amount in db.session.execute(query).tuples():
        lies = amount if kind is Kind.HELD else Money(0) - amount
        left[line_id] = left.get(line_id, Money(0)) + lies
    return {line_id: amount for line_id, amount in left.items() if amount}


def waiting(line: Line) -> Money:
    """What was recorded as paid, is not held, and waits for somebody's word that it arrived."""
    return waiting_for_word([line])[line.id]


def waiting_for_word(lines: Sequence[Line]) -> dict[int, Money]:
    """The same for each of several lines."""
    lying = held([line.id for line in lines])
    return {line.id: line.paid - line.confirmed - lying.get(line.id, Money(0)) for line in lines}


def last_entry_id(line_id: int) -> int:
    """The newest entry of a line. Raises Missing where there is none."""
    found = db.session.scalar(select(func.max(Entry.id)).where(Entry.line_id == line_id))
    if found is None:
        raise Missing
    return found


def _last_entry(line_id: int) -> ScalarSelect[int]:
    return select(func.max(Entry.id)).where(Entry.line_id == line_id).scalar_subquery()


def find_short_word(line_id: int) -> ShortWord | None:
    """What the worker said of the money that waits now; None when nothing, or of other money."""
    query = select(ShortWord).where(
        ShortWord.line_id == line_id, ShortWord.entry_id == _last_entry(line_id)
    )
    return db.session.scalars(query.order_by(ShortWord.id.desc()).limit(1)).first()


def held_list(
    *, reach: Reach | None, worker_ids: Collection[int] | None = None, after: str | None = None
) -> Listing[Held]:
    """What lies with the authority, the longest first: inside a reach, and of these workers where
    they are named. ``reach`` None is for the worker himself."""
    lies = _lying(reach, worker_ids)
    query = select(Entry, lies.c.amount, lies.c.since).join(lies, lies.c.last_id == Entry.id)
    found = paging.listing(query, Key(lies.c.first_id, number), after=after)
    wanted = matters.open_titles({row[0].case_id for row in found.rows})
    rows = [_held(row[0], since=row.since, amount=row.amount, wanted=wanted) for row in found.rows]
    return Listing(rows, found.following, found.total)


def held_total(*, reach: Reach | None, worker_ids: Collection[int] | None = None) -> Money:
    """All that lies with the authority there, on whatever page."""
    lies = _lying(reach, worker_ids)
    return db.session.scalar(select(func.sum(lies.c.amount))) or Money(0)


def _lying(reach: Reach | None, worker_ids: Collection[int] | None) -> Subquery:
    """The lines for which something lies: how much, since when, its first and latest holding;
    the latest says where the money lies."""
    holds = Entry.kind == Kind.HELD
    nothing = literal(Money(0), Entry.amount.type)
    held_fen = func.coalesce(func.sum(Entry.amount).filter(holds), nothing)
    given_fen = func.coalesce(func.sum(Entry.amount).filter(~holds), nothing)
    left = type_coerce(held_fen - given_fen, Entry.amount.type)
    query = (
        select(
            Entry.line_id,
            left.label("amount"),
            func.min(Entry.id).filter(holds).label("first_id"),
            func.max(Entry.id).filter(holds).label("last_id"),
            func.min(Entry.paid_on).filter(holds).label("since"),
        )
        .join(Case, Case.id == Entry.case_id)
        .join(Line, Line.id == Entry.line_id)
        .where(*_standing(Kind.HELD, Kind.HANDED_OVER))
        .group_by(Entry.line_id)
        .having(held_fen > given_fen)
    )
    if reach is not None:
        query = query.where(offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id))
    if worker_ids is not None:
        query = query.where(Line.worker_id.in_(worker_ids))
    return query.subquery()


def _held(entry: Entry, *, since: date, amount: Money, wanted: set[tuple[int, str]]) -> Held:
    """``wanted``: the open tasks; a worker's wish to fetch it is one of them."""
    line = entry.line
    case = line.case
    return Held(
        case_id=case.id,
        case_number=case.number,
        employer=case.employer.name,
        line_id=line.id,
        position=line.position,
        name=line.worker.name,
        amount=amount,
        since=since,
        reason=entry.reason,
        place=entry.proof,
        wanted=(case.id, rules.wish(line.position)) in wanted,
    )


def workers_asked_for(text: str) -> list[int]:
    """Whom somebody at the counter means: by the whole name, the ID number, or the phone."""
    by_number = people.find_worker_by_id_number(text)
    found = [*people.workers_by_name(text), *people.workers_by_phone(text)]
    return [worker.id for worker in (*found, *([by_number] if by_number else []))]


def _sum_by_line(line_ids: Sequence[int], kind: Kind) -> dict[int, Money]:
    query = (
        select(Entry.line_id, func.sum(Entry.amount))
        .where(Entry.line_id.in_(line_ids), *_standing(kind))
        .group_by(Entry.line_id)
    )
    return dict(db.session.execute(query).tuples().all())


def standing(lines: Sequence[Line]) -> Standing:
    """What the lines are due and owed; see there."""
    verified = any(line.verified is not None for line in lines)
    counted = [line for line in lines if line.verified is not None or not verified]
    return Standing(
        due={line.id: line.claimed if line.verified is None else line.verified for line in counted},
        owed={line.id: line.owed for line in counted},
    )


def paid_by_source(case_id: int) -> dict[Source, Money]:
    """What came from where, in the order of the law; sources that paid nothing are left out."""
    query = (
        select(Entry.source, func.sum(Entry.amount))
        .where(Entry.case_id == case_id, *_standing(Kind.PAYMENT))
        .group_by(Entry.source)
    )
    found = dict(db.session.execute(query).tuples().all())
    return {source: found[source] for source in Source if source in found}


def confirmed_by_source(case_id: int) -> dict[Source, Money]:
    """What arrived of each source's money: a worker's confirmations count for the oldest
    payments first."""
    query = (
        select(Entry.line_id, Entry.source, Entry.amount)
        .where(Entry.case_id == case_id, *_standing(Kind.PAYMENT))
        .order_by(Entry.id)
    )
    rows = db.session.execute(query).tuples().all()
    left = {line_id: both[1] for line_id, both in sums(list({row[0] for row in rows})).items()}
    found: dict[Source, Money] = {}
    for line_id, source, amount in rows:
        part = min(amount, left[line_id])
        left[line_id] -= part
        if source is not None:
            found[source] = found.get(source, Money(0)) + part
    return found


def paid_from(source: Source, *, case_id: int) -> dict[int, Money]:
    """What each line of a case has from one source."""
    return _paid(Entry.case_id == case_id, Entry.source == source)


def paid_by(batch_ids: Collection[int]) -> dict[int, Money]:
    """What each line has by these slips."""
    return _paid(Entry.batch_id.in_(batch_ids))


def _paid(*conditions: ColumnElement[bool]) -> dict[int, Money]:
    query = (
        select(Entry.line_id, func.sum(Entry.amount))
        .where(*conditions, *_standing(Kind.PAYMENT))
        .group_by(Entry.line_id)
    )
    return dict(db.session.execute(query).tuples().all())


def payments_by_day(line_ids: Sequence[int]) -> dict[int, list[tuple[date, Money]]]:
    """What each line was paid on which day, by the date of the payment; reversed ones left out."""
    query = (
        select(Entry.line_id, Entry.paid_on, Entry.amount)
        .where(Entry.line_id.in_(line_ids), *_standing(Kind.PAYMENT))
        .order_by(Entry.paid_on, Entry.id)
    )
    found: dict[int, list[tuple[date, Money]]] = {}
    for line_id, paid_on, amount in db.session.execute(query).tuples():
        found.setdefault(line_id, []).append((paid_on, amount))
    return found
