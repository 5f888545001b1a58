"""Facts reach their reactions: each at least once, none twice in peace, none lost in trouble."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.kernel import alarms, clock, facts
from casework.kernel.alarms import AlarmKind
from casework.kernel.house import House
from casework.kernel.transaction import writing
from tasks import relay

heard = []
failing = set()


@dataclass(frozen=True)
class DoorOpened:
    number: int


@dataclass(frozen=True)
class WindowOpened:
    """Nobody hears of windows."""


def listen(fact, *, now):
    if fact.number in failing:
        raise LookupError(fact.number)
    heard.append(fact.number)


@pytest.fixture(autouse=True)
def reaction(app, monkeypatch):
    heard.clear()
    failing.clear()
    house = House()
    house.hears(DoorOpened, listen)
    monkeypatch.setitem(app.extensions, "house", house)


def announce(*numbers, now):
    with writing():
        for number in numbers:
            facts.announce(DoorOpened(number), now=now)


def waiting(session):
    return list(session.scalars(select(facts.Fact).where(facts.Fact.handled_at.is_(None))))


def test_each_fact_is_heard_once_and_in_order(session, now):
    announce(*range(50), now=now)

    assert relay.tick() == 50
    assert relay.tick() == 0

    assert heard == list(range(50))
    assert waiting(session) == []


def test_a_fact_that_nobody_hears_waits_and_is_alarmed(session, now):
    """A newer program announced it, or its room is gone: nothing is dropped in silence."""
    with writing():
        facts.announce(WindowOpened(), now=now)

    for minutes in range(10):
        with clock.fixed(now + timedelta(minutes=minutes)):
            relay.tick()

    assert [fact.kind for fact in waiting(session)] == ["WindowOpened"]
    assert [alarm.kind for alarm in alarms.open_alarms()] == [AlarmKind.ROWS_FAIL]


def test_fields_that_a_fact_no_longer_has_are_left_out(session, now):
    with writing():
        session.add(facts.Fact(kind="DoorOpened", body={"number": 7, "old": 1}, happened_at=now))

    relay.tick()

    assert heard == [7]


def test_a_reaction_that_fails_delays_no_other(session, now):
    failing.add(1)
    announce(0, 1, 2, now=now)

    relay.tick()

    assert heard == [0, 2]
    assert [fact.body["number"] for fact in waiting(session)] == [1]


def test_what_failed_is_handed_out_again_after_a_minute(session, now):
    failing.add(1)
    announce(1, now=now)
    relay.tick()
    failing.clear()

    assert relay.tick() == 0
    with clock.fixed(now + timedelta(seconds=61)):
        assert relay.tick() == 1

    assert heard == [1]
    assert waiting(session) == []


def test_a_fact_of_a_change_that_was_rolled_back_never_was(session, now):
    with pytest.raises(LookupError), writing():
        facts.announce(DoorOpened(1), now=now)
        session.flush()
        raise LookupError

    assert relay.tick() == 0
