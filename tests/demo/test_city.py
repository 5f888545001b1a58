"""A large city: the same for the same seed, in every state, and it adds up."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from casework.advances import queries as funds
from casework.advances.models import Advance, Fund, FundMovement
from casework.advances.rules import signed
from casework.advances.terms import AdvanceState
from casework.approvals.models import Approval
from casework.cases import queries as cases
from casework.cases.models import Case, Clock, Line
from casework.cases.terms import ClockState, Stage
from casework.cli.demo import a_scratch, turn
from casework.demo import city, moulds, people, stories
from casework.deposits.models import Claim, DepositMovement
from casework.deposits.terms import ClaimState
from casework.escalation.models import Item
from casework.escalation.terms import Level
from casework.identity.models import Officer
from casework.intake import actions as intake
from casework.intake.models import Complaint
from casework.intake.terms import State as ComplaintState
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.ledger.models import Entry
from casework.ledger.terms import Kind
from casework.offices.models import Area, Centre, Unit
from casework.parties import queries as parties
from casework.parties.models import Worker
from casework.referrals.models import Referral
from tests.conftest import NOW
from tests.factories import intake as complaints
from tests.fixtures.pages import PageClient

COUNT = 300
LISTS = ("desk.today", "desk.queue", "intake.desk", "documents.waiting", "reports.board",
         "escalation.queue", "deposits.index", "advances.fund", "ledger.held")  # fmt: skip
#: Files have keys and stamps of their own; the rest of these is made by the page's own action.
_NOT_COMPARED = {("paper", "file_key"), ("paper", "sha256")}


def _load(app: Flask, place: Path, *, count: int = COUNT, more: bool = False) -> None:
    with a_scratch(app.extensions["settings"]) as scratch:
        means = city.Means(scratch, turn, lambda part, done, total: None)
        city.load(count, seed=7, more=more, sign_ins=place / "sign-ins.txt", means=means, now=NOW)


def test_a_city_is_in_every_state_adds_up_and_its_pages_open(
    app: Flask, session: Any, tmp_path: Path
) -> None:
    _load(app, tmp_path)

    _every_state_is_there(session)
    _sums_add_up(session)
    _funds_and_deposits_add_up(session)
    _dates_follow_from_their_events(session)
    _people_are_sealed_and_found(session)
    _sheets_have_their_hashes(session)
    _nothing_of_a_mould_is_left(session)
    _numbers_go_on(session)
    _pages_open(app, session)
    with pytest.raises(city.CityIsThere):
        _load(app, tmp_path)


def _every_state_is_there(session: Any) -> None:
    assert session.scalar(select(func.count()).select_from(Complaint)) == COUNT
    there = set(session.scalars(select(Case.stage).distinct()))
    assert there >= {Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED, Stage.CLOSED}
    states = set(session.scalars(select(Complaint.state).distinct()))
    assert states == {ComplaintState.RECEIVED, ComplaintState.ACCEPTED}
    claims = set(session.scalars(select(Claim.state).distinct()))
    assert claims == {ClaimState.PREPARED, ClaimState.PAID}
    assert set(session.scalars(select(Advance.state))) == {AdvanceState.PAID}
    assert session.scalar(select(func.count()).select_from(Referral))
    assert Level.CITY in set(session.scalars(select(Item.level)))
    overdue = select(Clock).where(Clock.state == ClockState.RUNNING, Clock.due_on < NOW.date())
    assert session.scalars(overdue).all()
    reopened = "SELECT count(*) FROM timeline_entry WHERE event = 'case_reopened'"
    assert session.scalar(text(reopened))


def _sums_add_up(session: Any) -> None:
    for case in session.scalars(select(Case)):
        lines = cases.lines(case.id)
        assert case.people == len(lines)
        assert case.claimed == Money.total(line.claimed for line in lines)
        assert case.paid == Money.total(line.paid for line in lines)
        assert case.confirmed == Money.total(line.confirmed for line in lines)
        if case.verified is not None:
            assert case.verified == Money.total(line.verified or Money(0) for line in lines)
    paid = select(Entry.line_id, func.sum(Entry.amount)).where(Entry.kind == Kind.PAYMENT)
    by_line = dict(session.execute(paid.group_by(Entry.line_id)).tuples().all())
    for line in session.scalars(select(Line)):
        assert line.paid == by_line.get(line.id, Money(0))


def _funds_and_deposits_add_up(session: Any) -> None:
    for fund in session.scalars(select(Fund)):
        balance, position = Money(0), 0
        query = select(FundMovement).where(FundMovement.fund_id == fund.id)
        for move in session.scalars(query.order_by(FundMovement.position)):
            balance, position = balance + signed(move.kind, move.amount), position + 1
            assert (move.balance, move.position) == (balance, position)
        assert funds.balance(fund.id) == balance
    draws = session.scalars(select(DepositMovement).where(DepositMovement.claim_id.is_not(None)))
    for move in draws:
        assert move.amount == session.get(Claim, move.claim_id).drawn


def _dates_follow_from_their_events(session: Any) -> None:
    running = session.scalars(select(Clock).where(Clock.state == ClockState.RUNNING)).all()
    assert running
    assert cases.not_reproduced(running) == []
    assert cases.clocks_to_check("sweep", on=NOW.date(), limit=1, now=NOW) == []


def _people_are_sealed_and_found(session: Any) -> None:
    workers = session.scalars(select(Worker)).all()
    assert len({worker.id_number for worker in workers}) == len(workers)
    for worker in workers[:50]:
        assert worker.name.encode() not in worker.name_sealed
        found = parties.find_worker_by_id_number(worker.id_number)
        assert found is not None
        assert found.id == worker.id
        assert worker.birth_year == int(worker.id_number[6:10])


def _sheets_have_their_hashes(session: Any) -> None:
    sheets = session.scalars(select(Approval).where(Approval.sha256 != "")).all()
    assert sheets
    for one in sheets:
        assert hashlib.sha256(one.sheet.encode()).hexdigest() == one.sha256
        subject = json.loads(one.sheet)["subject"]
        assert int(subject) == one.subject_id


def _nothing_of_a_mould_is_left(session: Any) -> None:
    """Names, numbers and phones of moulds are told apart by how they are made."""
    marks = re.compile(f"例[{moulds.GIVEN}]|990000[0-9]{{8}}|1390000[0-9]{{4}}|999999[0-9]{{10}}")
    for table, row in _opened_rows():
        for value in row.values():
            if isinstance(value, str):
                assert not marks.search(value), (table, value)


def _numbers_go_on(session: Any) -> None:
    """What comes next at the counter takes the next number."""
    numbers = set(session.scalars(select(Complaint.register_number)))
    area = session.scalars(select(Area).where(Area.code == people.LANSHAN)).one()
    made = intake.file(complaints.filing(area_id=area.id), by=None, now=NOW).complaint
    assert made.register_number not in numbers
    year = f"临{area.short}诉〔{NOW.year}〕"
    before = [n for n in numbers if n.startswith(year)]
    assert made.register_number == f"{year}{len(before) + 1:05d}号"
    session.commit()


def _pages_open(app: Flask, session: Any) -> None:
    browsers = {}
    for login in ("lanshan.squad", "city.supervisor", "lanshan.fund"):
        person = session.scalars(select(Officer).where(Officer.login == login)).one()
        browsers[login] = PageClient(app, NOW)
        browsers[login].sign_in(person)
    for target in LISTS:
        who = "lanshan.fund" if target.startswith(("deposits", "advances")) else "lanshan.squad"
        browsers["city.supervisor" if target.startswith("reports") else who].get(target)
    for case in _one_of_each(session):
        browsers["city.supervisor"].get("desk.case", case_id=case)
        browsers["city.supervisor"].get("documents.papers", case_id=case)
        browsers["city.supervisor"].get("ledger.payments", case_id=case)


    paper = session.scalars(select(Paper).where(Paper.file_key.is_not(None)).limit(1)).one()
    browsers["city.supervisor"].get("documents.paper", paper_id=paper.id)
    browsers["city.supervisor"].get("documents.pdf", paper_id=paper.id, expect=404)


def _one_of_each(session: Any) -> list[int]:
    found = [session.scalar(select(Case.id).where(Case.stage == stage).limit(1)) for stage in Stage]
    found += [session.scalar(select(model.case_id).limit(1))
              for model in (Claim, Advance, Referral, Item)]  # fmt: skip
    return [one for one in found if one is not None]


def test_the_same_seed_makes_the_same_city(lane: Any, app: Flask, tmp_path: Path) -> None:
    count = len(stories.STORIES)
    _load(app, tmp_path, count=count)
    first = _digest()
    db.session.remove()
    db.engine.dispose()
    lane.clean()

    _load(app, tmp_path / "again", count=count)

    assert _digest() == first


def test_a_city_may_grow(app: Flask, session: Any, tmp_path: Path) -> None:
    count = len(stories.STORIES)
    _load(app, tmp_path, count=count)
    _load(app, tmp_path, count=count, more=True)

    assert session.scalar(select(func.count()).select_from(Complaint)) == 2 * count
    _sums_add_up(session)
    _funds_and_deposits_add_up(session)


def test_too_few_are_refused(app: Flask, session: Any, tmp_path: Path) -> None:
    with pytest.raises(city.TooFew):
        _load(app, tmp_path, count=len(stories.STORIES) - 1)


def _opened_rows() -> list[tuple[str, dict[str, Any]]]:
    """Every row of the city, sealed fields opened."""
    found = []
    for mapper in db.Model.registry.mappers:  # type: ignore[attr-defined]
        table = mapper.local_table
        if table.name in (*moulds.GROUND, *moulds.LEFT_OUT, "key_check"):
            continue
        for record in db.session.scalars(select(mapper.class_)):
            row = {c.name: getattr(record, mapper.get_property_by_column(c).key)
                   for c in table.columns}  # fmt: skip
            opened = {name.removesuffix("_sealed"): getattr(record, name.removesuffix("_sealed"))
                      for name in row if name.endswith("_sealed")}  # fmt: skip
            found.append((table.name, {**_compared(table.name, row), **opened}))
    return found


def _compared(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items()
            if not name.endswith("_sealed") and (table, name) not in _NOT_COMPARED}  # fmt: skip


def _digest() -> str:
    """Of all rows, with what was there before under its own name instead of its id."""
    known = _names_of_the_ground()
    words = []
    for table, row in _opened_rows():
        if table == "fund_movement" and row["advance_id"] is None:
            continue
        plain = json.dumps([table, row], default=str, ensure_ascii=False, sort_keys=True)
        words.append(re.sub(r"\d{15,}", lambda hit: known.get(hit[0], hit[0]), plain))
    return hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()


def _names_of_the_ground() -> dict[str, str]:
    areas = {area.id: area.code for area in db.session.scalars(select(Area))}
    known = {str(number): code for number, code in areas.items()}
    known |= {str(o.id): o.login for o in db.session.scalars(select(Officer))}
    units = db.session.scalars(select(Unit))
    known |= {str(unit.id): f"{areas[unit.area_id]} {unit.department}" for unit in units}
    known |= {str(c.id): c.name_zh for c in db.session.scalars(select(Centre))}
    return known | {str(f.id): f"fund {areas[f.area_id]}" for f in db.session.scalars(select(Fund))}
