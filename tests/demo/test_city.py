"""A large city: the same for the same seed, in every state, and it adds up."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from casework.demo import people
from casework.demo.city import building, casting, stories
from casework.ground.approvals.models import Approval
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import ClockState, Ending, Stage
from casework.ground.documents.models import Paper
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Role
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind
from casework.ground.notices.models import Message
from casework.ground.offices.models import Area
from casework.ground.parties import queries as parties
from casework.ground.parties.models import Worker
from casework.ground.payouts import rules as payouts
from casework.kernel.database import db
from casework.kernel.facts import Fact
from casework.kernel.money import Money
from casework.procedure.advances import queries as funds
from casework.procedure.advances.models import Advance, Fund, FundMovement
from casework.procedure.advances.rules import SCHEME
from casework.procedure.closing.models import Closing
from casework.procedure.deposits.models import Claim, DepositMovement
from casework.procedure.escalation.models import Item
from casework.procedure.escalation.terms import State as Answered
from casework.procedure.intake.actions import filing
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.terms import State as Desk
from casework.procedure.referrals.models import Referral
from casework.procedure.requests.models import WorkerRequest
from tests.conftest import NOW
from tests.demo import city
from tests.factories import intake as complaints
from tests.fixtures.pages import PageClient
from tests.house import access

COUNT = 120
LISTS = (
    ("desk.today", {}),
    ("desk.queue", {}),
    ("desk.queue", {"q": "演示"}),
    ("desk.queue", {"standing": "all", "order": "owed"}),
    ("intake.desk", {}),
    ("requests.waiting", {}),
    ("documents.waiting", {}),
    ("reports.board", {}),
    ("escalation.queue", {}),
    ("deposits.index", {}),
    ("advances.fund", {}),
    ("ledger.held", {}),
    ("notices.mailbox", {}),
)
OF_A_CASE = ("desk.case", "documents.papers", "ledger.payments")
#: One for each state of a complaint and stage of a case, and where money comes from others.
FEW = [
    story
    for story in stories.STORIES
    if (story.stage, story.after, story.seated)
    in {
        ("received", "supplement", True),
        ("received", "refused", True),
        ("received", "sent_on", True),
        ("received", "withdrawn", True),
        ("received", "", False),
        ("accepted", "", False),
        ("assigned", "paused", True),
        ("ordered", "", True),
        ("expired", "drawn", True),
        ("expired", "recovered", True),
        ("closed", "graded", True),
    }
]
#: The stages to which a page leads.
REACHED = set(Stage) - {Stage.WITHDRAWN, Stage.TRANSFERRED}


@pytest.mark.both
def test_a_city_adds_up_and_its_pages_open(app: Flask, session: Any, tmp_path: Path) -> None:
    city.load(app, tmp_path, count=COUNT, told=FEW)

    assert _states(session, Case.stage) == REACHED
    assert _states(session, Complaint.state) == set(Desk)
    _it_adds_up(session)
    _pages_open(app, session)
    with pytest.raises(building.CityIsThere):
        city.load(app, tmp_path, count=COUNT)


@pytest.mark.soak
def test_every_story_is_told(app: Flask, session: Any, tmp_path: Path) -> None:
    city.load(app, tmp_path, count=COUNT)

    _every_state_is_there(session)
    _it_adds_up(session)
    _pages_open(app, session)


def _it_adds_up(session: Any) -> None:
    assert session.scalar(select(func.count()).select_from(Complaint)) == COUNT
    assert session.scalars(select(Fact.kind)).all() == []
    _sums_add_up(session)
    _funds_and_deposits_add_up(session)
    _dates_follow_from_their_events(session)
    _people_are_sealed_and_found(session)
    _sheets_have_their_hashes(session)
    _nothing_of_a_mould_is_left()
    _codes_are_those_of_their_complaints(session)
    _numbers_go_on(session)


def _states(session: Any, column: Any) -> set[Any]:
    return set(session.scalars(select(column).distinct()))


def _every_state_is_there(session: Any) -> None:
    assert _states(session, Case.stage) == REACHED
    assert _states(session, Complaint.state) == set(Desk)
    assert _states(session, Clock.state) == set(ClockState)
    assert _states(session, Item.state) == set(Answered)
    here = {Ending.PAID, Ending.WITHDRAWN, Ending.UNFOUNDED, Ending.UNREACHABLE, None}
    assert _states(session, Line.ending) == here
    assert _names(session, Claim.state) == {"prepared", "approved", "paid"}
    assert _names(session, Advance.state) == {"prepared", "paid", "recovered"}
    assert _names(session, Closing.state) == {"proposed", "approved", "returned", "reopened"}
    assert _names(session, Referral.state) == {"sent", "handed_over", "left", "passed_on"}
    assert _names(session, WorkerRequest.state) == {"open", "done"}
    assert _states(session, Entry.kind) == set(Kind)
    overdue = select(Clock).where(Clock.state == ClockState.RUNNING, Clock.due_on < NOW.date())
    assert session.scalars(overdue).all()


def _names(session: Any, column: Any) -> set[str]:
    return {state.value for state in _states(session, column)}


def _sums_add_up(session: Any) -> None:
    for case in session.scalars(select(Case)):
        lines = matters.lines(case.id)
        assert case.people == len(lines)
        assert case.claimed == Money.total(line.claimed for line in lines)
        assert case.paid == Money.total(line.paid for line in lines)
        assert case.confirmed == Money.total(line.confirmed for line in lines)
        if case.verified is not None:
            assert case.verified == Money.total(line.verified or Money(0) for line in lines)
    for line in session.scalars(select(Line)):
        assert line.confirmed <= line.paid
        assert line.paid == _standing(
            session.scalars(select(Entry).where(Entry.line_id == line.id)).all()
        )


def _standing(entries: Iterable[Entry]) -> Money:
    """Payments less those that were taken back."""
    known = {entry.id: entry for entry in entries}
    payments = [entry for entry in known.values() if entry.kind is Kind.PAYMENT]
    undone = {entry.reverses_id for entry in known.values() if entry.kind is Kind.REVERSAL}
    return Money.total(entry.amount for entry in payments if entry.id not in undone)


def _funds_and_deposits_add_up(session: Any) -> None:
    for fund in session.scalars(select(Fund)):
        balance, position = Money(0), 0
        query = select(FundMovement).where(FundMovement.account_id == fund.id)
        for move in session.scalars(query.order_by(FundMovement.position)):
            balance, position = (
                balance + payouts.signed(move.kind, move.amount, adds=SCHEME.adds),
                position + 1,
            )
            assert (move.balance, move.position) == (balance, position)
        assert funds.balance(fund.id) == balance
        assert balance >= Money(0)
    draws = session.scalars(select(DepositMovement).where(DepositMovement.payout_id.is_not(None)))
    for move in draws:
        assert move.amount == session.get(Claim, move.payout_id).paid


def _dates_follow_from_their_events(session: Any) -> None:
    running = session.scalars(select(Clock).where(Clock.state == ClockState.RUNNING)).all()
    assert running
    assert clocks.not_reproduced(running) == []
    assert clocks.clocks_to_check("sweep", on=NOW.date(), limit=1, now=NOW) == []


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


def _nothing_of_a_mould_is_left() -> None:
    """Names, numbers and phones of moulds are told apart by how they are made."""
    marks = re.compile(f"例[{casting.GIVEN}]|990000[0-9]{{8}}|1390000[0-9]{{4}}|999999[0-9]{{10}}")
    for table, row in city.rows():
        for value in row.values():
            if isinstance(value, str):
                assert not marks.search(value), (table, value)


def _codes_are_those_of_their_complaints(session: Any) -> None:
    told = re.compile(r"(?:\d{4} ){3}\d{4}")
    codes = {one.id: one.code for one in session.scalars(select(Complaint))}
    sent = [one for one in session.scalars(select(Message)) if told.fullmatch(one.secret or "")]
    assert sent
    for one in sent:
        assert one.secret.replace(" ", "") == codes[one.complaint_id]


def _numbers_go_on(session: Any) -> None:
    """What comes next at the counter takes the next number."""
    numbers = set(session.scalars(select(Complaint.register_number)))
    area = session.scalars(select(Area).where(Area.code == people.LANSHAN)).one()
    made = filing.file(complaints.filing(area_id=area.id), by=None, now=NOW).complaint
    assert made.register_number not in numbers
    year = f"临{area.short}诉〔{NOW.year}〕"
    before = [number for number in numbers if number.startswith(year)]
    assert made.register_number == f"{year}{len(before) + 1:05d}号"
    session.commit()


def _pages_open(app: Flask, session: Any) -> None:
    """Each list for each role that may see it; and a case of each kind."""
    may = access.expected()
    browsers = {person.role: _browser(app, person) for person in _one_of_each_role(session)}
    assert set(browsers) == set(Role)
    for target, asked in LISTS:
        for role, browser in browsers.items():
            if may[target][role.value]:
                browser.get(target, **asked)
    everything = browsers[Role.CITY_SUPERVISOR]
    for case in _one_of_each_kind(session):
        for target in OF_A_CASE:
            everything.get(target, case_id=case)
    paper = session.scalars(select(Paper).where(Paper.file_key.is_not(None)).limit(1)).one()
    everything.get("documents.paper", paper_id=paper.id)
    everything.get("documents.pdf", paper_id=paper.id, expect=404)


def _browser(app: Flask, person: Officer) -> PageClient:
    browser = PageClient(app, NOW)
    browser.sign_in(person)
    return browser


def _one_of_each_role(session: Any) -> list[Officer]:
    """Of Lanshan where it has one, else of the city."""
    logins = [
        person.login for person in people.PEOPLE if person.area in (people.LANSHAN, people.CITY)
    ]
    found = session.scalars(select(Officer).where(Officer.login.in_(logins)))
    return list({person.role: person for person in found}.values())


def _one_of_each_kind(session: Any) -> set[int]:
    found = [session.scalar(select(Case.id).where(Case.stage == stage).limit(1)) for stage in Stage]
    found += [
        session.scalar(select(model.case_id).where(model.case_id.is_not(None)).limit(1))
        for model in (Claim, Advance, Referral, Item, Closing, WorkerRequest)
    ]
    return {one for one in found if one is not None}


def test_the_same_seed_makes_the_same_city(lane: Any, app: Flask, tmp_path: Path) -> None:
    few = [story for story in FEW if story.after in ("supplement", "paused")]
    city.load(app, tmp_path, count=len(few) * 2, told=few)
    first = city.digest()
    db.session.remove()
    db.engine.dispose()
    lane.clean()

    (tmp_path / "sign-ins.txt").unlink()
    city.load(app, tmp_path, count=len(few) * 2, told=few)

    assert city.digest() == first


def test_a_city_may_grow(app: Flask, session: Any, tmp_path: Path) -> None:
    few = [story for story in FEW if story.after in ("recovered", "sent_on")]
    city.load(app, tmp_path, count=len(few), told=few)
    city.load(app, tmp_path, count=len(few), more=True, told=few)

    assert session.scalar(select(func.count()).select_from(Complaint)) == 2 * len(few)
    _sums_add_up(session)
    _funds_and_deposits_add_up(session)


def test_too_few_are_refused(app: Flask, session: Any, tmp_path: Path) -> None:
    with pytest.raises(building.TooFew):
        city.load(app, tmp_path, count=len(stories.STORIES) - 1)


def test_a_mould_in_which_something_failed_is_not_printed(
    app: Flask, session: Any, tmp_path: Path
) -> None:
    """Nobody passes the news on, so what follows from them has not happened."""
    wanted = building.Wanted(1, seed=7, told=stories.STORIES[7:8])
    with city.a_scratch(app.extensions["settings"]) as scratch:
        means = building.Means(scratch, lambda: None, lambda part, done, total: None)
        with pytest.raises(casting.Unfinished):
            building.load(wanted, sign_ins=tmp_path / "sign-ins.txt", means=means, now=NOW)
    assert session.scalar(text("SELECT count(*) FROM complaint")) == 0
