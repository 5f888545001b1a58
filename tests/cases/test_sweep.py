"""The sweep: nothing missed, nothing doubled, in order; with outages, rivals and jumping clocks."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, text

from casework.ground.cases.actions import clocks, firing, moving
from casework.ground.cases.models.clocks import Clock, ClockFiring
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.terms import ClockStage, ClockState
from casework.ground.documents import actions as papers
from casework.ground.documents.terms.kinds import Kind, Outcome, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.kernel import alarms, clock, jumps
from casework.kernel.alarms import AlarmKind
from casework.kernel.days import at
from casework.kernel.facts import Fact
from casework.procedure.escalation.models import Item
from casework.procedure.intake.actions import drafts
from tasks import campaigns, escalation, intake, relay, watch
from tasks import clocks as tasks
from tasks import documents as serving
from tests.factories import cases, documents, identity, parties

_FIRST = date(2025, 12, 1)
_LAST = date(2026, 12, 31)
_MET = 0.3
_RULES = ("INV", "DEC", "ACC", "PEN-90")


def _year(random: Random, *, number: int) -> dict[int, tuple[date, date, date | None]]:
    """Running limits: when each is to warn, its last day, and when it is met (if ever)."""
    employer, planned = parties.employer(), {}
    for _ in range(number):
        start = _FIRST + timedelta(days=random.randrange(300))
        row = cases.clock(case=cases.case(employer_id=employer.id), rule=random.choice(_RULES),
                          start_on=start)  # fmt: skip
        late = timedelta(days=random.randrange(1, 120))
        met = start + late if random.random() < _MET else None
        planned[row.id] = (row.check_on, row.due_on, met)
    return planned


def test_a_year_with_outages_misses_and_doubles_nothing(
    session: Any, now: datetime, lane: Any
) -> None:
    random = Random(2026)
    planned = _year(random, number=500 if lane.kind == "sqlite" else 100)
    session.commit()
    met, day, ran = {}, _FIRST, []
    while day < _LAST:
        day += timedelta(days=1 + random.randrange(11))
        ran.append(day)
        _meet(session, planned, met, until=day)
        with clock.fixed(at(day, 9)):
            tasks.tick()

    found = session.execute(
        select(ClockFiring.clock_id, ClockFiring.stage, ClockFiring.should_on, ClockFiring.fired_at)
        .order_by(ClockFiring.id)
    ).all()  # fmt: skip
    assert sorted((f.clock_id, f.stage.value, f.should_on) for f in found) == sorted(
        _expected(planned, met, ran)
    )
    assert [f.should_on for f in found] == sorted(f.should_on for f in found)
    assert all(f.fired_at == at(_next(ran, f.should_on), 9) for f in found)


def _meet(session: Any, planned: Any, met: dict[int, date], *, until: date) -> None:
    """What was done before this day is recorded before the sweep of this day."""
    for clock_id, (_warn, _due, on) in planned.items():
        if on is not None and on < until and clock_id not in met:
            met[clock_id] = until
            clocks.meet_clock(session.get(Clock, clock_id), on=on, now=at(until, 8))
    session.commit()


def _next(ran: list[date], day: date) -> date:
    return next(run for run in ran if run >= day)


def _expected(planned: Any, met: dict[int, date], ran: list[date]) -> list[tuple[int, str, date]]:
    """Each stage whose first sweep came before the limit was recorded as met."""
    stages = []
    for clock_id, (warn, due, _met) in planned.items():
        for stage, should in (("warning", warn), ("breach", due + timedelta(days=1))):
            if should > ran[-1]:
                continue
            if clock_id not in met or _next(ran, should) < met[clock_id]:
                stages.append((clock_id, stage, should))
    return stages


def _overdue(number: int) -> list[int]:
    return [cases.clock(due_on=date(2026, 11, 20)).id for _ in range(number)]


def test_three_sweeps_at_once_fire_each_slot_once(
    app: Any, session: Any, lane: Any, now: datetime
) -> None:
    made = _overdue(40)
    session.commit()

    def sweep() -> None:
        with app.app_context(), clock.fixed(now):
            tasks.tick()

    rivals = [threading.Thread(target=sweep) for _ in range(3)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    firings = session.scalars(select(ClockFiring)).all()
    kinds = session.scalars(select(Fact.kind)).all()
    assert sorted(f.clock_id for f in firings) == sorted(made * 2)
    assert kinds.count("ClockBreached") == len(made)


def test_a_date_that_moves_away_and_back_is_not_said_again(session: Any, now: datetime) -> None:
    """Each stage of each last day has one slot, whatever brought the sweep there again."""
    row = cases.clock(start_on=date(2026, 8, 27))
    due_on, later = row.due_on, row.due_on + timedelta(days=7)
    for due in (due_on, later, due_on):
        row.due_on, row.check_on = due, date(2026, 11, 20)
        for _ in range(2):
            firing.check_clock(row.id, on=due + timedelta(days=1), now=now)

    fired = session.execute(
        select(ClockFiring.stage, ClockFiring.due_on).order_by(ClockFiring.id)
    ).all()  # fmt: skip
    assert fired == [(stage, due) for due in (due_on, later) for stage in ClockStage]
    kinds = session.scalars(select(Fact.kind)).all()
    assert kinds == ["ClockBreached"] * 2


def test_a_hundred_thousand_open_limits_cost_only_what_is_due(
    session: Any, lane: Any, now: datetime
) -> None:
    if lane.kind != "postgresql":
        pytest.skip("PostgreSQL's own plan is read")
    pattern = cases.clock(start_on=date(2026, 11, 4))
    columns = [
        c.name for c in Clock.__table__.columns if c.name not in ("id", "check_on", "subject_id")
    ]
    session.execute(
        text(
            f"INSERT INTO clock (id, subject_id, check_on, {', '.join(columns)}) "
            f"SELECT n, n, CASE WHEN n <= 200 THEN DATE '2026-11-20' ELSE DATE '2027-03-01' END, "
            f"{', '.join(columns)} FROM clock, generate_series(1, 100000) n WHERE id = :pattern"
        ),
        {"pattern": pattern.id},
    )
    session.commit()
    session.execute(text("ANALYZE clock"))

    plan = "\n".join(
        session.scalars(
            text(
                "EXPLAIN SELECT id FROM clock WHERE state = 'running' AND check_on <= "
                "DATE '2026-11-23' ORDER BY check_on, id LIMIT 200"
            )
        )
    )
    assert "ix_clock_check" in plan
    assert "Seq Scan" not in plan
    assert tasks.tick() == 200
    assert session.scalar(select(func.count()).select_from(ClockFiring)) == 200


def test_a_clock_that_cannot_be_judged_keeps_nobody_waiting(session: Any, now: datetime) -> None:
    first, second = _overdue(2)
    session.get(Clock, first).rule = "NONE"
    session.commit()

    tasks.tick()

    fired = session.scalars(select(ClockFiring.clock_id).order_by(ClockFiring.id)).all()
    assert second in fired


_WALL = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def _look(minutes: float, *, steady: float, database: datetime | None = None) -> None:
    watch.look(jumps.Reading(_WALL + timedelta(minutes=minutes), steady * 60), database=database)


@pytest.fixture(autouse=True)
def _new_process() -> None:
    watch.forget()


def test_a_jump_forward_holds_everything_until_it_is_confirmed(
    session: Any, officer: Any, now: datetime
) -> None:
    _overdue(3)
    session.commit()
    _look(0, steady=0)
    _look(60 * 72, steady=1)

    assert (tasks.tick(), escalation.tick()) == (0, 0)
    assert session.scalars(select(ClockFiring)).all() == []

    alarm = alarms.open_alarms()[0]
    assert alarm.kind is AlarmKind.CLOCK_JUMPED
    administrator = identity.officer(role="administrator")
    moving.confirm_alarm(alarm.id, by=administrator, now=now)
    session.commit()
    tasks.tick()
    relay.tick()

    assert session.scalar(select(func.count()).select_from(ClockFiring)) == 6
    assert session.scalar(select(func.count()).select_from(Item)) > 0


def test_after_a_jump_nothing_is_served_opened_or_wiped_either(
    session: Any, officer: Any, now: datetime
) -> None:
    """An order announced so long ago that it would count as served, and a draft long left alone."""
    long_ago = now - timedelta(days=40)
    drafts.start_draft({}, now=long_ago)
    paper = documents.issued(content=documents.body(Kind.ORDER, term_on=date(2027, 1, 29)))
    paper.issued_on = long_ago.date()
    facts = ServiceFacts(way=Way.ANNOUNCEMENT, on=long_ago.date(), place="本机关网站",
                         reason="电话不通", proof="公告1号")  # fmt: skip
    announced = papers.record_service(paper, facts=facts, by=paper.drafter, now=long_ago)
    session.commit()
    _look(0, steady=0)
    _look(60 * 72, steady=1)

    assert (intake.tick(), serving.tick(), campaigns.tick()) == (0, 0, 0)
    moving.confirm_alarm(alarms.open_alarms()[0].id, by=identity.officer(), now=now)
    session.commit()

    assert (announced.outcome, intake.tick(), serving.tick()) == (Outcome.PENDING, 1, 1)
    assert campaigns.tick() > 0


@pytest.mark.parametrize(
    ("minutes", "steady"),
    [(60 * 24 * 10, 60 * 24 * 10), (4, 0), (-60 * 72, 1)],
    ids=["an outage", "a little", "backwards"],
)
def test_an_outage_a_drift_and_a_jump_back_raise_no_alarm(
    session: Any, now: datetime, minutes: float, steady: float
) -> None:
    _look(0, steady=0)
    _look(minutes, steady=steady)

    assert alarms.open_alarms() == []


def test_a_database_with_another_time_raises_the_alarm(session: Any, now: datetime) -> None:
    _look(0, steady=0, database=_WALL - timedelta(minutes=6))

    assert alarms.is_open(AlarmKind.CLOCK_JUMPED)


def test_another_process_does_not_ask_again_about_a_jump_that_was_confirmed(
    session: Any, now: datetime
) -> None:
    _look(0, steady=0)
    elsewhere = dict(watch._seen)
    _look(60, steady=1)
    moving.confirm_alarm(alarms.open_alarms()[0].id, by=identity.officer(), now=now)
    session.commit()

    watch._seen.update(elsewhere)
    _look(62, steady=3)

    assert alarms.open_alarms() == []


def test_a_clock_set_back_fires_nothing_again(session: Any, now: datetime) -> None:
    _overdue(1)
    session.commit()
    tasks.tick()
    for back in (0, 3, 400):
        with clock.fixed(now - timedelta(days=back)):
            tasks.tick()

    stages = session.scalars(select(ClockFiring.stage).order_by(ClockFiring.id)).all()
    assert stages == [ClockStage.WARNING, ClockStage.BREACH]
    assert session.scalar(select(Clock.state)) is ClockState.RUNNING
    assert clock_queries.next_check_day("sweep", by=date(2027, 12, 31), now=now) is None
