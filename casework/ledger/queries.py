"""Ask: entries, slips, and sums taken afresh from them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.ledger.models import Batch, Entry
from casework.ledger.terms import Kind, Source


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


def find_slip(case_id: int, slip: str) -> Batch | None:
    return db.session.scalars(
        select(Batch).where(Batch.case_id == case_id, Batch.slip == slip)
    ).one_or_none()


def is_reversed(entry_id: int) -> bool:
    query = select(Entry.id).where(Entry.reverses_id == entry_id)
    return db.session.scalars(query).first() is not None


def _standing(kind: Kind) -> list[ColumnElement[bool]]:
    """The conditions under which an entry of this kind counts."""
    undoing = aliased(Entry)
    undone = exists(select(undoing.id).where(undoing.reverses_id == Entry.id))
    return [Entry.kind == kind, ~undone]


def sums(line_ids: Sequence[int]) -> dict[int, tuple[Money, Money]]:
    """Paid and confirmed of each line, as its entries add up."""
    paid, confirmed = (_sum_by_line(line_ids, kind) for kind in (Kind.PAYMENT, Kind.CONFIRMATION))
    nothing = Money(0)
    return {i: (paid.get(i, nothing), confirmed.get(i, nothing)) for i in line_ids}


def _sum_by_line(line_ids: Sequence[int], kind: Kind) -> dict[int, Money]:
    query = (
        select(Entry.line_id, func.sum(Entry.amount))
        .where(Entry.line_id.in_(line_ids), *_standing(kind))
        .group_by(Entry.line_id)
    )
    return dict(db.session.execute(query).tuples().all())


def paid_by_source(case_id: int) -> dict[Source, Money]:
    """What came from where, in the order of the law; sources that paid nothing are left out."""
    query = (
        select(Entry.source, func.sum(Entry.amount))
        .where(Entry.case_id == case_id, *_standing(Kind.PAYMENT))
        .group_by(Entry.source)
    )
    found = dict(db.session.execute(query).tuples().all())
    return {source: found[source] for source in Source if source in found}
