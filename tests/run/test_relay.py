"""Facts reach their reactions: each at least once, none twice in peace, none lost in trouble."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.kernel import clock, facts
from casework.kernel.transaction import writing
from tasks import reactions, relay

heard = []
failing = set()


@dataclass(frozen=True)
class DoorOpened:
    number: int


def listen(body, *, now):
    if body["number"] in failing:
        raise LookupError(body["number"])
    heard.append(body["number"])


@pytest.fixture(autouse=True)
def reaction(monkeypatch):
    heard.clear()
    failing.clear()
    monkeypatch.setitem(reactions.REACTIONS, "DoorOpened", (f"{__name__}.listen",))


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


def test_a_fact_that_nobody_listens_to_is_done(session, now):
    reactions.REACTIONS.pop("DoorOpened")
    announce(1, now=now)

    relay.tick()

    assert waiting(session) == []


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
