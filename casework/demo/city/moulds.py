"""What is taken down of a mould: all rows of one matter, and the words that differ in each print.

Leaves the making of moulds to ``casting``, and of many matters out of one to ``press``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from textwrap import wrap
from typing import Any

from sqlalchemy import select

from casework.demo import cases
from casework.demo.city import after_the_order, stories
from casework.ground.cases.models.case import Case
from casework.ground.documents.models import Paper
from casework.ground.parties.models import Employer
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.once import Counter
from casework.procedure.deposits.models import Deposit
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import Filing

#: News that was heard, forms that were sent, numbers that were counted, and signs of life.
LEFT_OUT = frozenset({"fact", "form_key", "counter", "pulse", "alarm", "failed_row"})


class What(Enum):
    """What a word in a mould stands for; each print gets one of its own."""

    EMPLOYER = "employer"
    PROJECT = "project"
    NAME = "name"
    ID_NUMBER = "id number"
    PHONE = "phone"
    CARD = "card"
    ACCOUNT = "account"
    CODE = "code"
    #: as it is told, after the code itself
    CODE_IN_FOURS = "code in fours"
    NUMBER = "number"


def in_fours(code: str) -> str:
    return " ".join(wrap(code, 4))


@dataclass(frozen=True)
class Word:
    """A word that differs from print to print. ``series``: where it is a number, what it counts
    in. ``person``: whose it is, counted from 0."""

    text: str
    what: What
    person: int = 0
    series: str = ""


@dataclass(frozen=True)
class Order:
    """One mould to be made, and how many prints of it."""

    story: stories.Story
    area: str
    turn: int
    turns: int
    prints: int

    @property
    def plan(self) -> cases.Plan:
        return self.story.plan(self.turn, self.turns)


@dataclass(frozen=True)
class Mould:
    """All rows of one matter by table, in the order in which tables refer to each other."""

    order: Order
    began: datetime
    people: int
    rows: dict[str, list[dict[str, Any]]]
    words: tuple[Word, ...]
    counted: dict[str, int]
    advanced: dict[int, Money] = field(default_factory=dict)


def taken_down(order: Order, filed: Filing, *, mark: int) -> Mould:
    rows = {}
    for table in db.metadata.sorted_tables:
        if table.name in LEFT_OUT:
            continue
        query = select(table).where(table.c.id > mark).order_by(table.c.id)
        found = [dict(row) for row in db.session.execute(query).mappings()]
        if found:
            rows[table.name] = found
    counted = db.session.execute(select(Counter.series, Counter.last).where(Counter.id > mark))
    began = rows["complaint"][0]["received_at"]
    made = Mould(
        order=order,
        began=began,
        people=len(filed.claimants),
        rows=rows,
        words=tuple(_words(filed, mark)),
        counted=dict(counted.tuples().all()),
        advanced=_advanced(rows.get("fund_movement", ())),
    )
    db.session.rollback()
    return made


def _words(filed: Filing, mark: int) -> Iterator[Word]:
    yield from _words_of_people(filed)
    if filed.project:
        yield Word(filed.project, What.PROJECT)
    for name in db.session.scalars(select(Employer.name).where(Employer.id > mark)):
        if name != filed.employer:
            yield Word(name, What.EMPLOYER)
    yield Word(filed.employer, What.EMPLOYER)
    for account in db.session.scalars(select(Deposit.account).where(Deposit.id > mark)):
        yield Word(account, What.ACCOUNT)
    complaint = db.session.scalars(select(Complaint).where(Complaint.id > mark)).one()
    yield Word(complaint.code, What.CODE)
    yield Word(in_fours(complaint.code), What.CODE_IN_FOURS)
    year = complaint.received_on.year
    yield Word(
        complaint.register_number, What.NUMBER, series=f"complaint:{complaint.area_id}:{year}"
    )
    for case in db.session.scalars(select(Case).where(Case.id > mark)):
        yield Word(case.number, What.NUMBER, series=f"case:{case.area_id}:{case.filed_on.year}")
    for paper in db.session.scalars(select(Paper).where(Paper.id > mark)):
        if paper.number and paper.series:
            yield Word(paper.number, What.NUMBER, series=paper.series)


def _words_of_people(filed: Filing) -> Iterator[Word]:
    for place, person in enumerate(filed.claimants):
        yield Word(person.name, What.NAME, place)
        yield Word(person.id_number or "", What.ID_NUMBER, place)
        yield Word(person.phone or "", What.PHONE, place)
        yield Word(after_the_order.card(place + 1), What.CARD, place)


def _advanced(movements: Sequence[dict[str, Any]]) -> dict[int, Money]:
    """What each fund has paid."""
    paid: dict[int, Money] = {}
    for row in movements:
        paid[row["fund_id"]] = paid.get(row["fund_id"], Money(0)) + row["amount"]
    return paid
