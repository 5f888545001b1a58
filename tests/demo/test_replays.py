"""Published cases, carried through the system with their real dates and sums."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from casework.demo import people, replays
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import ClockState, Stage
from casework.ground.documents import queries as papers
from casework.ground.documents.terms.kinds import Kind
from casework.procedure.inspections import queries as inspections
from casework.procedure.inspections.terms import Outcome

RECORDS = {record.id: record for record in replays.read(replays.SOURCE)}
#: With one order and two, with a published term and without; the others differ only in size.
KINDS = ("sc-hejiang", "zhanjiang-he", "xining-lin")


@pytest.fixture
def seated(session: Any, now: Any) -> None:
    """The officers of the demo city."""
    people.load({}, now=now)


@pytest.mark.usefixtures("seated")
@pytest.mark.parametrize("name", KINDS)
def test_a_replay_keeps_the_published_people_sum_and_dates(name: str) -> None:
    record = RECORDS[name]
    case = replays.replay(record)

    assert case is not None
    assert (case.people, case.verified) == (record.workers, record.amount)
    assert case.received_on == record.received_on
    assert case.filed_on == (record.filed_on or record.received_on)
    orders = [p.issued_on for p in papers.papers(case.id) if p.kind is Kind.ORDER]
    assert sorted(day for day in orders if day) == list(record.orders)
    assert all(order.outcome is Outcome.EXPIRED for order in inspections.orders(case.id))
    assert case.stage is Stage.EXPIRED


@pytest.mark.usefixtures("seated")
def test_a_replay_made_twice_is_there_once() -> None:
    first = replays.replay(RECORDS["xining-lin"])
    second = replays.replay(RECORDS["xining-lin"])

    assert first is not None
    assert second is not None
    assert first.id == second.id


@pytest.mark.usefixtures("seated")
def test_sweeps_are_mute_and_made_up_parts_are_marked(now: datetime) -> None:
    case = replays.replay(RECORDS["zhanjiang-he"])

    assert case is not None
    assert case.muted
    assert "拟定" in case.source_note
    assert all(line.synthetic for line in matters.lines(case.id))
    assert clocks.clocks_to_check("sweep", on=date(2030, 1, 1), limit=10, now=now) == []
    running = [c for c in clocks.clocks(case.id) if c.state is ClockState.RUNNING]
    assert case.next_due_on is None
    assert all(clock.check_on is None for clock in running)


@pytest.mark.usefixtures("seated")
def test_the_investigation_of_a_replay_was_within_its_limit() -> None:
    """2022-09-13 to the first order 2022-11-07 lies within sixty working days."""
    case = replays.replay(RECORDS["zhanjiang-he"])

    assert case is not None
    (clock,) = [c for c in clocks.clocks(case.id) if c.rule == "INV"]
    assert clock.met_on == date(2022, 11, 7)
    assert clock.met_on <= clock.due_on
