"""Makes moulds: each matter is lived through in a small database of its own, then cleared away.

In there actions, reactions and sweeps do what they do anywhere, so states, dates, sums and words
follow from the rules, and no second account of them is kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, insert, select, text

from casework.demo import cases
from casework.demo.city import moulds, stories
from casework.demo.city.living import Life
from casework.demo.city.moulds import Mould, Order
from casework.ground.documents.models import Paper
from casework.ground.identity import queries as officers
from casework.kernel import storage
from casework.kernel.database import db, new_id
from casework.kernel.days import day_of
from casework.kernel.facts import Fact
from casework.kernel.identifiers import check_character
from casework.kernel.money import Money
from casework.kernel.sweeps import FailedRow
from casework.kernel.transaction import writing
from casework.procedure.advances.actions import keeping
from casework.procedure.intake.terms import Filing

#: What the small database is given of the city: its map, its people, its law, its funds.
GROUND = (
    "area",
    "unit",
    "centre",
    "receiving_body",
    "officer",
    "calendar_year",
    "calendar_day",
    "statute_edition",
    "statute_proposal",
    "statute_rule",
    "statute_figure",
    "fund",
)
_PLENTY = Money.yuan(100_000_000)
_FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


class Unfinished(Exception):
    """Something in a mould has failed: it would be printed a thousand times."""


def ground() -> dict[str, list[dict[str, Any]]]:
    """The rows of the city in which the matters take place."""
    tables = db.metadata.tables
    return {
        name: [dict(row) for row in db.session.execute(select(tables[name])).mappings()]
        for name in GROUND
    }


def cast(
    orders: Sequence[Order],
    *,
    scratch: Flask,
    seed: int,
    turn: Callable[[], object],
    now: datetime,
    say: Callable[[int], object],
) -> list[Mould]:
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
            keeping.pay_in(
                area_id=row["area_id"],
                amount=_PLENTY,
                on=day_of(now),
                note="演示",
                by=officers.officer(row["opened_by"]),
                now=now,
            )


def _unsafe(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _cast(
    order: Order, *, number: int, seed: int, turn: Callable[[], object], now: datetime
) -> Mould:
    mark = new_id()
    draw = Random(f"{seed}:{number}")
    filed = _named(cases.filing(order.plan, order.area, draw=draw, today=day_of(now)), draw)
    life = Life(order.area, number, turn)
    stories.tell(order.story, filed, turn=order.turn, turns=order.turns, life=life, now=now)
    _nothing_is_left_to_do(order)
    made = moulds.taken_down(order, filed, mark=mark)
    _clear(mark)
    return made


def _nothing_is_left_to_do(order: Order) -> None:
    """All that was announced was heard. Raises Unfinished."""
    waiting = db.session.scalars(select(Fact.kind).where(Fact.handled_at.is_(None))).all()
    failed = db.session.scalars(select(FailedRow.error)).all()
    db.session.rollback()
    if waiting or failed:
        raise Unfinished(f"{order.story}: {[*waiting, *failed]}")


def _named(filed: Filing, draw: Random) -> Filing:
    """People whose names, numbers and phones stand nowhere else in the mould."""
    count = len(filed.claimants)
    names = [draw.choice(_FAMILY) + "例" + GIVEN[n % 22] + GIVEN[n // 22] for n in range(count)]
    first = draw.randrange(9000)
    phones = [f"1390000{first + n:04d}" for n in range(count)]
    numbers = [_id_number(person.id_number or "", n) for n, person in enumerate(filed.claimants)]
    return stories.with_people(stories.dressed(filed, draw), names, phones, numbers)


def _id_number(number: str, place: int) -> str:
    body = f"990000{number[6:14]}{place:03d}"
    return body + check_character(body)


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
