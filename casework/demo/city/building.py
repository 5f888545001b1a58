"""A whole city: so many matters in every state, the same for the same seed and day.

A few hundred moulds are lived through (``casting``), then printed as often as their story is told
(``press``), the oldest first, so that numbers and ids rise with time. Memory does not grow with
the number of matters. Papers have all their words; only their printed files are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from casework.demo import people, steps
from casework.demo.city import bulk, casting, stories
from casework.demo.city.moulds import Mould, Order
from casework.demo.city.press import Plate, Press, Standing
from casework.demo.city.stories import Story
from casework.ground.offices import queries as offices
from casework.ground.parties.models import Worker
from casework.kernel.database import db
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.once import Counter
from casework.kernel.terms import Refused
from casework.kernel.transaction import writing
from casework.procedure.advances import queries as funds
from casework.procedure.advances.actions import keeping
from casework.procedure.advances.models import FundMovement
from casework.procedure.intake.models.complaints import Claimant, Complaint

_FUND = Money.yuan(2_000_000)
_SEATED = (people.LANSHAN, people.LUOZHUANG, people.HEDONG)
#: A story is told of so many matters by one mould, but by no more moulds than these.
_PRINTS, _MOST_MOULDS = 400, 12
_AT_A_TIME = 200


class CityIsThere(Refused):
    zh = "这个城市已有案件；确要再加，请用--more"
    en = "this city has cases already; to add more, say --more"


class TooFew(Refused):
    def __init__(self, least: int):
        super().__init__(
            f"至少{least}件：每种情况一件",
            f"at least {least} cases are needed, one of each kind",
        )


@dataclass(frozen=True)
class Wanted:
    """So many matters; the same seed on the same day makes the same. ``more``: also where there
    are some already."""

    count: int
    seed: int
    more: bool = False
    told: Sequence[Story] = stories.STORIES


@dataclass(frozen=True)
class Means:
    """What the edge lends: a small empty database, what a worker process does at a moment, and
    where to say how far it is (what, how many of how many)."""

    scratch: Flask
    turn: Callable[[], object]
    say: Callable[[str, int, int], object]


def load(wanted: Wanted, *, sign_ins: Path, means: Means, now: datetime) -> None:
    """Adds what is wanted. The file of sign-ins comes last: a city without it is unfinished.

    Raises CityIsThere, TooFew.
    """
    if wanted.count < len(wanted.told):
        raise TooFew(len(wanted.told))
    if not wanted.more and _has_cases():
        raise CityIsThere
    known, fresh = people.seat(sign_ins, now=now, say=lambda words: None)
    with writing():
        for code in _SEATED:
            _pay_in(code, _FUND, now=now)
    orders = list(_orders(wanted))
    made = casting.cast(
        orders,
        scratch=means.scratch,
        seed=wanted.seed,
        turn=means.turn,
        now=now,
        say=lambda done: means.say("moulds", done, len(orders)),
    )
    with writing():
        _fill_funds(made, now=now)
    _print(made, wanted, means=means)
    if fresh:
        people.write(sign_ins, {**known, **fresh})


def _has_cases() -> bool:
    return db.session.scalar(select(Complaint.id).limit(1)) is not None


def _orders(wanted: Wanted) -> Iterator[Order]:
    """Which mould is made how often: each story on several days, in the districts by turns."""
    turn = 0
    counties = [area.code for area in offices.counties() if area.code not in _SEATED]
    for story, share in stories.shares(wanted.count, wanted.told):
        areas = _SEATED if story.seated else counties
        turns = max(1, min(_MOST_MOULDS, share // _PRINTS))
        for number in range(turns):
            prints = share // turns + (number < share % turns)
            yield Order(story, areas[turn % len(areas)], number, turns, prints)
            turn += 1


def _pay_in(code: str, amount: Money, *, now: datetime) -> None:
    team = steps.crew(code)
    if team is not None:
        keeping.pay_in(
            area_id=offices.area_by_code(code).id,
            amount=amount,
            on=day_of(now),
            note="演示：财政拨入",
            by=team.fund,
            now=now,
        )


def _fill_funds(made: list[Mould], *, now: datetime) -> None:
    """What all prints together will take out of each fund is paid in before."""
    for code in _SEATED:
        fund = funds.find_fund(offices.area_by_code(code).id)
        if fund is None:
            continue
        taken = Money.total(
            Money(mould.advanced[fund.id].fen * mould.order.prints)
            for mould in made
            if fund.id in mould.advanced
        )
        if taken:
            _pay_in(code, taken, now=now)


def _print(made: list[Mould], wanted: Wanted, *, means: Means) -> None:
    press = _press(made, wanted.seed)
    done = 0
    with bulk.pouring():
        for mould in sorted(made, key=lambda mould: mould.began):
            plate = Plate(mould, press, db.engine.dialect)
            for size in _batches(mould.order.prints):
                bulk.write(bulk.gathered(plate.prints(size)))
                done += size
                means.say("cases", done, wanted.count)
        _count_on(press.counted)


def _batches(prints: int) -> Iterator[int]:
    while prints:
        size = min(prints, _AT_A_TIME)
        yield size
        prints -= size


def _press(made: Sequence[Mould], seed: int) -> Press:
    counted = dict(db.session.execute(select(Counter.series, Counter.last)).tuples().all())
    rows = [
        db.session.scalar(select(func.count()).select_from(model)) or 0
        for model in (Worker, Claimant)
    ]
    last = _last_id(made)
    standing = {fund.id: _standing(fund.id) for fund in _funds()}
    db.session.rollback()
    # what is added later by the same seed has other names and codes
    draw = Random(f"{seed}:{sum(rows)}")
    return Press(draw, counted, standing, people=sum(rows), last_id=last)


def _last_id(made: Sequence[Mould]) -> int:
    """Of all rows that matters have; what is written of officers and funds has other times."""
    names = {name for mould in made for name in mould.rows} - {"fund_movement"}
    queries = [select(func.max(db.metadata.tables[name].c.id)) for name in sorted(names)]
    advanced = select(func.max(FundMovement.id)).where(FundMovement.payout_id.is_not(None))
    return max(db.session.scalar(query) or 0 for query in (*queries, advanced))


def _funds() -> Iterator[Any]:
    for code in _SEATED:
        fund = funds.find_fund(offices.area_by_code(code).id)
        if fund is not None:
            yield fund


def _standing(fund_id: int) -> Standing:
    last = funds.last_movement(fund_id)
    return Standing(last.position, last.balance) if last else Standing(0, Money(0))


def _count_on(counted: Mapping[str, int]) -> None:
    """The numbers that are taken now, beside the rows that have them."""
    rows = {row.series: row for row in db.session.scalars(select(Counter))}
    for series, last in counted.items():
        if series in rows:
            rows[series].last = last
        else:
            db.session.add(Counter(series=series, last=last))
