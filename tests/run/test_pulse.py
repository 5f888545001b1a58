"""Signs of life."""

from datetime import timedelta

from casework.kernel import pulse
from casework.kernel.transaction import writing
from tasks import pulse as heartbeat


def test_before_the_first_heartbeat_the_tasks_are_silent(session, now):
    assert pulse.silent(now=now) == ["tasks"]
    assert pulse.last("tasks") is None


def test_a_heartbeat_is_heard_for_three_minutes(session, now):
    heartbeat.tick()

    assert pulse.silent(now=now + timedelta(minutes=3)) == []
    assert pulse.silent(now=now + timedelta(minutes=3, seconds=1)) == ["tasks"]


def test_a_later_heartbeat_counts(session, now):
    with writing():
        pulse.beat("tasks", now=now - timedelta(hours=1))
    with writing():
        pulse.beat("tasks", now=now)

    assert pulse.last("tasks") == now
