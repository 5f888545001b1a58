"""Moulds: one matter each, lived through in a small database of its own, and all its rows.

In there the actions, reactions and sweeps do what they do anywhere, day by day; so states, dates,
sums and words follow from the rules, and no second account of them is kept here. Owns what is taken
down of a mould. Leaves the making of many out of one to ``press``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, func, insert, select, text

from casework.advances import actions as advances
from casework.cases import actions as clocks
from casework.cases import queries as asked
from casework.cases.models import Case
from casework.demo import cases, stories
from casework.deposits.models import Deposit
from casework.documents.models import Paper
from casework.escalation import actions as escalation
from casework.escalation import queries as escalated
from casework.escalation.models import Item
from casework.escalation.terms import State
from casework.identity import queries as officers
from casework.intake.models import Complaint
from casework.intake.terms import Filing
from casework.kernel import clock, storage
from casework.kernel.database import db, new_id
from casework.kernel.days import at, day_of
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.kernel.once import Counter
from casework.kernel.transaction import writing
from casework.parties.models import Employer

#: What the small database is given of the city: its map, its people, its law, its funds.
GROUND = (
    "area", "unit", "centre", "receiving_body", "officer", "calendar_year", "calendar_day",
    "statute_edition", "statute_proposal", "statute_rule", "statute_figure", "fund",
)  # fmt: skip
#: News that was heard, forms that were sent, numbers that were counted, and signs of life.
LEFT_OUT = frozenset({"fact", "form_key", "counter", "pulse", "alarm", "failed_row"})
_SWEEP, _HOUR, _AT_A_TIME = "city", 10, 200
_MOST_TURNS = 400
_PLENTY = Money.yuan(100_000_000)
_FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


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
    NUMBER = "number"


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


def ground() -> dict[str, list[dict[str, Any]]]:
    """The rows of the city in which the matters take place."""
    tables = db.metadata.tables
    return {name: [dict(row) for row in db.session.execute(select(tables[name])).mappings()]
            for name in GROUND}  # fmt: skip


def cast(
    orders: Sequence[Order], *, scratch: Flask, seed: int, turn: Callable[[], object],
    now: datetime, say: Callable[[int], object],
) -> list[Mould]:  # fmt: skip
    """A mould for each order. ``turn`` does what the worker process would do at that moment."""
    given = ground()
    with scratch.app_context():
        _found(given, now=now)
        made = []
        for number, order in enumerate(orders, start=1):
            made.append(_cast(order, number=number, seed=seed, turn=turn, now=now))
            say(number)
        db.session.remove()
        db.engine.dispose()
    return made


def _found(given: dict[str, list[dict[str, Any]]], *, now: datetime) -> None:
    """The small database: thrown away at the end, so it waits for no disk."""
    event.listen(db.engine, "connect", _unsafe)
    db.create_all()
    with writing():
        db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for name, rows in given.items():
            if rows:
                db.session.execute(insert(db.metadata.tables[name]), rows)
    with writing():
        for row in given["fund"]:
            advances.pay_in(area_id=row["area_id"], amount=_PLENTY, on=day_of(now), note="演示",
                            by=officers.officer(row["opened_by"]), now=now)  # fmt: skip


def _unsafe(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _cast(
    order: Order, *, number: int, seed: int, turn: Callable[[], object], now: datetime
) -> Mould:  # fmt: skip
    mark = new_id()
    draw = Random(f"{seed}:{number}")
    filed = _named(cases.filing(order.plan, order.area, draw=draw, today=day_of(now)), draw)
    with writing():
        stories.tell(order.plan, filed, after=order.story.after, turn=order.turn, now=now)
    _live(turn, now=now)
    made = _taken_down(order, filed, mark=mark)
    _clear(mark)
    return made


def _named(filed: Filing, draw: Random) -> Filing:
    """People whose names, numbers and phones stand nowhere else in the mould."""
    count = len(filed.claimants)
    names = [draw.choice(_FAMILY) + "例" + GIVEN[n % 22] + GIVEN[n // 22] for n in range(count)]
    first = draw.randrange(9000)
    phones = [f"1390000{first + n:04d}" for n in range(count)]
    numbers = [_id_number(person.id_number or "", n) for n, person in enumerate(filed.claimants)]
    return stories.with_names(filed, names, phones, numbers)


def _id_number(number: str, place: int) -> str:
    body = f"990000{number[6:14]}{place:03d}"
    return body + check_character(body)


def _live(turn: Callable[[], object], *, now: datetime) -> None:
    """Day by day what the sweeps find and what comes of it, up to now."""
    today = day_of(now)
    for _ in range(_MOST_TURNS):
        day = _next_day(today, now=now)
        if day is None:
            break
        moment = min(at(day, _HOUR), now)
        with clock.fixed(moment):
            turn()
            _sweep(day, now=moment)
            turn()
    with clock.fixed(now):
        turn()


def _next_day(today: date, *, now: datetime) -> date | None:
    due = asked.next_check_day(_SWEEP, by=today, now=now)
    rising = db.session.scalar(
        select(func.min(Item.rise_on)).where(Item.state != State.RESOLVED, Item.rise_on <= today)
    )
    db.session.rollback()
    return min((day for day in (due, rising) if day is not None), default=None)


def _sweep(day: date, *, now: datetime) -> None:
    with writing():
        for clock_id in asked.clocks_to_check(_SWEEP, on=day, limit=_AT_A_TIME, now=now):
            clocks.check_clock(clock_id, on=day, now=now)
        for item_id in escalated.to_rise(_SWEEP, on=day, limit=_AT_A_TIME, now=now):
            escalation.rise(item_id, on=day, now=now)


def _taken_down(order: Order, filed: Filing, *, mark: int) -> Mould:
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
        order=order, began=began, people=len(filed.claimants), rows=rows,
        words=tuple(_words(filed, mark)), counted=dict(counted.tuples().all()),
        advanced=_advanced(rows.get("fund_movement", ())),
    )  # fmt: skip
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
    year = complaint.received_on.year
    yield Word(complaint.register_number, What.NUMBER,
               series=f"complaint:{complaint.area_id}:{year}")  # fmt: skip
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
        yield Word(stories.card(place + 1), What.CARD, place)


def _advanced(movements: Sequence[dict[str, Any]]) -> dict[int, Money]:
    """What each fund has paid."""
    paid: dict[int, Money] = {}
    for row in movements:
        paid[row["fund_id"]] = paid.get(row["fund_id"], Money(0)) + row["amount"]
    return paid


def _clear(mark: int) -> None:
    """Nothing of one mould is there when the next is made, its printed papers neither."""
    for key in db.session.scalars(select(Paper.file_key).where(Paper.id > mark)).all():
        if key:
            storage.current().delete(key)
    db.session.rollback()
    with writing():
        db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(delete(table).where(table.c.id > mark))
    db.session.remove()
