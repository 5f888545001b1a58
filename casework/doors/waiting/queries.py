"""Ask: whom a proof of phone and ID number points to, and what money waits for him."""

from __future__ import annotations

from dataclasses import dataclass

from casework.doors.proving.models import OneTimeCode
from casework.doors.proving.terms import Window
from casework.doors.waiting import rules
from casework.ground.cases.models.case import Line
from casework.ground.cases.queries import matters
from casework.ground.ledger import queries as ledger
from casework.ground.ledger.terms import Held
from casework.ground.offices import queries as offices
from casework.ground.parties import queries as people
from casework.kernel import crypto
from casework.kernel.money import Money


@dataclass(frozen=True)
class MoneyHeld:
    """What lies there for the worker: how much, from whom, and where he takes it."""

    held: Held
    window: Window
    officer: str
    phone: str


@dataclass(frozen=True)
class MoneyOnItsWay:
    """What was recorded as paid to him, and waits for his word that it came."""

    employer: str
    amount: Money


def purpose_of(phone: str, tail: str) -> str:
    """What a code opens that was sent to this phone for whoever's ID number ends so: a keyed hash,
    the same whether there is such a person or not."""
    return f"money:{crypto.blind('money.seeker', f'{phone} {tail}')}"


def seekers(proof: OneTimeCode) -> list[int]:
    """The persons on file with the proven phone, whose ID number ends as was typed."""
    phone = proof.phone or ""
    mine = []
    for worker in people.workers_by_phone(phone):
        tail = rules.id_tail(worker.id_number)
        if tail is not None and purpose_of(phone, tail) == proof.purpose:
            mine.append(worker.id)
    return mine


def money_held(worker_ids: list[int]) -> list[MoneyHeld]:
    """In every county, the longest first."""
    return [_where(held) for held in ledger.held_list(reach=None, worker_ids=worker_ids).rows]


def _where(held: Held) -> MoneyHeld:
    case = matters.any_case(held.case_id)
    place = offices.find_centre_of(case.area_id) or case.holder
    window = Window(offices.name(place), place.address, place.phone or "12333")
    name, phone = (case.handler.name, case.handler.phone) if case.handler else ("", "")
    return MoneyHeld(held, window, name, phone or case.holder.phone or "12333")


def money_on_its_way(worker_ids: list[int]) -> list[MoneyOnItsWay]:
    """Open lines alone: what has ended waits for nobody's word."""
    mine = [
        line
        for worker_id in worker_ids
        for line in matters.lines_of_worker(worker_id)
        if line.ending is None
    ]
    waiting = ledger.waiting_for_word(mine)
    return [
        MoneyOnItsWay(line.case.employer.name, waiting[line.id])
        for line in mine
        if waiting[line.id]
    ]


def line_wanted(line_id: int, worker_ids: list[int]) -> Line | None:
    """A line of this person's; None for anybody else's."""
    mine = (line for worker_id in worker_ids for line in matters.lines_of_worker(worker_id))
    return next((line for line in mine if line.id == line_id), None)
