"""Filing, assigning, limits that warn and pass exactly once, and the timeline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.ground.cases.actions import clocks, firing, opening, people, timeline
from casework.ground.cases.models.case import Holding, TimelineEntry
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.rules import people as people_rules
from casework.ground.cases.terms import (
    Change,
    ClockStage,
    ClockState,
    EntryKind,
    Event,
    Stage,
    Subject,
)
from casework.kernel.facts import Fact
from tests.factories import cases, identity, offices, parties


def _filed(now: datetime, **values: Any) -> Any:
    return opening.open_case(
        unit=offices.unit(), employer=parties.employer(), received_on=date(2026, 11, 20),
        filed_on=date(2026, 11, 23), by=None, now=now, **values,
    )  # fmt: skip


def test_cases_of_a_county_and_year_are_numbered_in_sequence(session: Any, now: datetime) -> None:
    first, second = _filed(now), _filed(now)

    assert first.number == "临兰监案〔2026〕0001号"
    assert second.number == "临兰监案〔2026〕0002号"


def test_filing_starts_the_investigation_limit_and_one_holding(session: Any, now: datetime) -> None:
    case = _filed(now)

    clock = clock_queries.find_running_clock(Subject.CASE, case.id, "INV")
    holdings = session.scalars(select(Holding).where(Holding.case_id == case.id)).all()
    assert clock is not None
    assert (case.next_due_on, case.next_rule) == (clock.due_on, "INV")
    # sixty working days from 23 November 2026 end in a year that is not announced
    assert clock.provisional
    assert [h.unit_id for h in holdings] == [case.holder_unit_id]


def test_assigning_two_inspectors_begins_the_investigation(session: Any, now: datetime) -> None:
    case = _filed(now)
    lead, assistant = identity.officer(), identity.officer()

    people.assign(case, lead=lead, assistant=assistant, by=None, now=now)

    assert (case.stage, case.handler_id) == (Stage.INVESTIGATING, lead.id)


def test_the_same_person_cannot_be_both_inspectors(session: Any, now: datetime) -> None:
    case, lead = _filed(now), identity.officer()

    with pytest.raises(people_rules.TwoInspectorsNeeded):
        people.assign(case, lead=lead, assistant=lead, by=None, now=now)


def test_a_limit_warns_once_and_passes_once(session: Any, now: datetime) -> None:
    clock = cases.clock(due_on=date(2026, 11, 27))
    days = [date(2026, 11, 23) + timedelta(days=n) for n in range(10)]

    for day in [*days, *days]:
        firing.check_clock(clock.id, on=day, now=now)

    firings = session.scalars(select(ClockFiring).order_by(ClockFiring.id)).all()
    assert [(f.stage, f.should_on) for f in firings] == [
        (ClockStage.WARNING, date(2026, 11, 24)),
        (ClockStage.BREACH, date(2026, 11, 28)),
    ]
    kinds = session.scalars(select(Fact.kind).order_by(Fact.id)).all()
    assert kinds == ["ClockBreached"]


def test_after_an_outage_warning_and_breach_are_caught_up_in_order(
    session: Any, now: datetime
) -> None:
    clock = cases.clock(due_on=date(2026, 11, 27))
    late = now + timedelta(days=12)

    for _ in range(3):
        firing.check_clock(clock.id, on=date(2026, 12, 5), now=late)

    firings = session.scalars(select(ClockFiring).order_by(ClockFiring.id)).all()
    assert [(f.stage, f.should_on, f.fired_at) for f in firings] == [
        (ClockStage.WARNING, date(2026, 11, 24), late),
        (ClockStage.BREACH, date(2026, 11, 28), late),
    ]


def test_a_limit_that_was_met_is_silent(session: Any, now: datetime) -> None:
    clock = cases.clock(due_on=date(2026, 11, 27))
    clocks.meet_clock(clock, on=date(2026, 11, 25), now=now)

    firing.check_clock(clock.id, on=date(2026, 12, 5), now=now)

    assert session.scalar(select(func.count()).select_from(ClockFiring)) == 0
    assert clock.state is ClockState.MET


def test_a_muted_case_says_nothing(session: Any, now: datetime) -> None:
    clock = cases.clock(case=cases.case(muted=True), due_on=date(2026, 11, 27))

    assert clock.check_on is None
    assert clock.id not in clock_queries.clocks_to_check(
        "sweep", on=date(2027, 1, 1), limit=10, now=now
    )


def test_the_case_shows_its_earliest_running_limit(session: Any, now: datetime) -> None:
    case = cases.case()
    cases.clock(case=case, due_on=date(2026, 12, 10))
    first = cases.clock(case=case, rule="DEC", due_on=date(2026, 12, 1))
    assert case.next_due_on == date(2026, 12, 1)

    clocks.meet_clock(first, on=date(2026, 11, 30), now=now)

    assert (case.next_due_on, case.next_rule) == (date(2026, 12, 10), "INV")


def test_a_timeline_entry_keeps_who_when_what_old_and_new(session: Any, now: datetime) -> None:
    case, officer = cases.case(), identity.officer()

    timeline.record(
        case, event=Event.DETAILS_CHANGED, kind=EntryKind.CHANGE, by=officer, now=now,
        changes=[Change("地址", "address", "旧地址", "新地址")], text="当面更正",
    )  # fmt: skip

    entry = session.scalars(select(TimelineEntry)).one()
    assert (entry.officer_id, entry.at, entry.text) == (officer.id, now, "当面更正")
    assert '"old": "旧地址"' in entry.changes
    assert b"\xe6\x97\xa7" not in entry.changes_sealed


def test_late_news_never_meets_a_limit_that_began_after_the_deed(
    session: Any, now: datetime
) -> None:
    clock = cases.clock(rule="DEC", start_on=date(2026, 11, 20))

    clocks.meet(Subject.CASE, clock.subject_id, "DEC", on=date(2026, 11, 10), now=now)

    assert clock.state is ClockState.RUNNING
