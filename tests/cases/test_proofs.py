"""Every stored date follows from its events: after any history, and seen by the nightly look."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.ground.cases.actions import clocks, firing, pauses
from casework.ground.cases.models.clocks import Clock, Suspension
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.terms import ClockState, RequestState, SuspensionGround
from casework.kernel import alarms
from casework.kernel.alarms import AlarmKind
from casework.kernel.days import at
from casework.kernel.terms import Refused
from tasks import clocks as tasks
from tests.factories import cases, identity
from tests.factories.approvals import shown

START = date(2025, 9, 1)
_STEPS = st.sampled_from(["extend", "suspend", "resume", "meet", "check", "wait"])
_HISTORIES = st.lists(
    st.tuples(_STEPS, st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8
)


@given(
    rule=st.sampled_from(["INV", "DEC", "PEN-90", "ACC"]),
    begun=st.integers(0, 500),
    history=_HISTORIES,
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_history_the_stored_date_is_the_one_that_follows(
    session: Any, rule: str, begun: int, history: list[tuple[str, int, int]]
) -> None:
    inspector, head = identity.officer(), identity.officer(role="department_head")
    clock = cases.clock(rule=rule, start_on=START + timedelta(days=begun))
    day = clock.start_on

    for step, wait, back in history:
        day += timedelta(days=wait)
        with suppress(Refused):
            _do(step, clock, day=day, back=back, inspector=inspector, head=head)

        sheet = clock_queries.sheet(clock)
        assert (clock.due_on, clock.provisional) == (sheet.due_on, sheet.provisional)
        assert clock.check_on is None or clock.check_on <= clock.due_on + timedelta(days=1)


def _do(step: str, clock: Clock, *, day: date, back: int, inspector: Any, head: Any) -> None:
    now = at(day, 10)
    if step == "extend":
        asked = pauses.ask_extension(clock.id, reason="案情复杂", by=inspector, now=now)
        pauses.decide_extension(
            asked.id, seen=shown(asked.id), approve=back % 2 == 0, by=head, now=now
        )
    elif step == "suspend":
        stop = pauses.ask_suspension(
            clock.id, ground=SuspensionGround.COURT, from_on=day - timedelta(days=back),
            until_on=day + timedelta(days=back) if back % 2 else None, paper="演1号",
            by=inspector, now=now,
        )  # fmt: skip
        pauses.decide_suspension(stop.id, seen=shown(stop.id), approve=True, by=head, now=now)
    elif step == "resume":
        query = select(Suspension).where(Suspension.clock_id == clock.id)
        for stop in cases.db.session.scalars(query):
            pauses.resume(stop.id, last_on=day - timedelta(days=back), by=inspector, now=now)
    elif step == "meet":
        clocks.meet_clock(clock, on=day, now=now)
    elif step == "check":
        firing.check_clock(clock.id, on=day, now=now)


def test_the_nightly_look_finds_nothing_in_a_sound_database(session: Any, now: datetime) -> None:
    cases.clock()
    cases.clock(rule="ORDER-TERM", start_on=date(2026, 11, 20), due_on=date(2026, 11, 27))
    # a paper may name a day on which nobody works
    cases.clock(rule="ORDER-TERM", start_on=date(2026, 11, 20), due_on=date(2026, 11, 29))
    cases.clock(rule="CR-SEND", start_on=date(2026, 11, 23), start_at=now)
    stopped = cases.suspension()
    pauses.decide_suspension(
        stopped.id,
        seen=shown(stopped.id),
        approve=True,
        by=identity.officer(role="department_head"),
        now=now,
    )
    session.commit()

    assert tasks.verify() == 0
    assert alarms.open_alarms() == []


def test_a_date_that_was_tampered_with_raises_one_alarm(session: Any, now: datetime) -> None:
    sound, wrong = cases.clock(), cases.clock()
    proved = wrong.due_on
    wrong.due_on = proved + timedelta(days=3)
    session.commit()

    assert (tasks.verify(), tasks.verify()) == (1, 1)

    alarm = alarms.open_alarms()[0]
    assert alarm.kind is AlarmKind.DATES_DIFFER
    assert str(wrong.id) in alarm.detail
    assert str(sound.id) not in alarm.detail
    assert proved.isoformat() in alarm.detail


def test_clocks_that_ended_are_left_alone(session: Any, now: datetime) -> None:
    clock = cases.clock()
    clocks.meet_clock(clock, on=date(2026, 11, 20), now=now)
    clock.due_on += timedelta(days=3)
    session.commit()

    assert clock.state is ClockState.MET
    assert tasks.verify() == 0


def test_a_request_alone_changes_no_date(session: Any, now: datetime) -> None:
    asked = cases.suspension()
    clock = clock_queries.any_clock(asked.clock_id)

    assert asked.state is RequestState.REQUESTED
    assert clock_queries.sheet(clock).due_on == clock.due_on
