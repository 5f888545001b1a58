"""Signs of life."""

from datetime import date, timedelta

import pytest

from casework.ground.notices import queries, rules
from casework.ground.notices.terms import GATEWAY, Delivery
from casework.ground.statute.actions.loading import load_calendar_year
from casework.ground.statute.rules import calendar
from casework.ground.statute.rules.notice import Notice
from casework.kernel import alarms, clock, gateway, pulse
from casework.kernel.alarms import AlarmKind
from casework.kernel.days import at
from casework.kernel.periodic import TASKS
from casework.kernel.transaction import writing
from casework.rooms import marks
from tasks import app as celery
from tasks import discover
from tasks import pulse as heartbeat
from tasks import statute as imports
from tasks.schedule import PERIODIC, SCHEDULE
from tests.factories import statute as statute_seed
from tests.factories.notices import message
from tests.fixtures.pages import PageClient

#: Who is asked for while the heartbeat is heard.
WAITED_FOR = [mark for mark in marks() if mark.quiet and mark is not TASKS]


def turn():
    """Everything that beat sends, once."""
    discover()
    for entry in SCHEDULE.values():
        celery.tasks[entry["task"]]()


def test_every_job_of_the_schedule_leaves_a_mark_and_is_waited_for(session, now):
    with clock.fixed(now - timedelta(days=2)):
        heartbeat.tick()  # from here on all are expected, none has run

    turn()

    for work in PERIODIC:
        assert pulse.last(work.name) == now, work
        assert work.quiet >= timedelta(seconds=1.5 * work.every), work


@pytest.mark.parametrize("mark", WAITED_FOR, ids=lambda mark: mark.name)
def test_what_is_silent_is_named(session, now, app, officer, mark):
    turn()
    with writing():
        pulse.beat(mark.name, now=now - mark.quiet - timedelta(seconds=1))

    assert PageClient(app, now).get("healthz").json["silent"] == [mark.name]
    assert f"后台有一部分已停止（{mark.zh}）" in officer().get("desk.today").text


def test_before_the_first_heartbeat_the_tasks_are_silent(session, now):
    assert pulse.silent(now=now) == [TASKS]
    assert pulse.last("tasks") is None


def test_a_heartbeat_is_heard_for_three_minutes(session, now):
    heartbeat.tick()

    assert pulse.silent(now=now + timedelta(minutes=3)) == []
    assert pulse.silent(now=now + timedelta(minutes=3, seconds=1)) == [TASKS]


def test_a_later_heartbeat_counts(session, now):
    with writing():
        pulse.beat("tasks", now=now - timedelta(hours=1))
    with writing():
        pulse.beat("tasks", now=now)

    assert pulse.last("tasks") == now


def test_a_gateway_that_takes_nothing_over_is_silent_after_ten_minutes(session, now, app):
    gateway.configure(text_url="http://127.0.0.1:9/", text_token=None, mail_url=None, sender=None)
    heartbeat.tick()
    message()
    session.commit()

    for minutes in range(0, 13, 3):
        with clock.fixed(now + timedelta(minutes=minutes)):
            turn()

    late = now + timedelta(minutes=12)
    with clock.fixed(late):
        assert pulse.silent(now=late) == [GATEWAY]
    health = PageClient(app, late).get("healthz").json
    assert (health["status"], health["silent"]) == ("degraded", ["gateway"])
    gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None)
    with clock.fixed(now + timedelta(minutes=45)):
        turn()
        assert pulse.silent(now=clock.now()) == []


def test_one_wrong_number_does_not_make_the_gateway_silent(session, now):
    wrong = message(state=Delivery.FAILED, tries=1, tried_at=now)
    assert not queries.are_held_up(now=now)
    wrong.tries = rules.MOST_TRIES
    session.flush()
    assert queries.are_held_up(now=now)


@pytest.mark.parametrize("state", [Delivery.UNKNOWN, Delivery.WAITING, Delivery.SENDING])
def test_what_was_tried_and_did_not_get_out_holds_up(session, now, state):
    message(state=state, tries=1, tried_at=now, not_before_at=now + timedelta(minutes=10))
    assert queries.are_held_up(now=now)


def test_a_message_that_waits_beyond_its_time_holds_up(session, now):
    waiting = message(not_before_at=now - timedelta(minutes=5))
    assert not queries.are_held_up(now=now)
    waiting.not_before_at = now - timedelta(minutes=5, seconds=1)
    session.flush()
    assert queries.are_held_up(now=now)


@pytest.mark.parametrize(("day", "missing"), [
    ("2026-11-30", False), ("2026-12-01", True), ("2027-01-02", True)
])  # fmt: skip
def test_from_december_on_next_years_notice_is_missed(session, now, app, day, missing):
    statute_seed.law()
    session.commit()
    then = at(date.fromisoformat(day), 9)
    with clock.fixed(then):
        assert imports.tick() is missing
    assert alarms.is_open(AlarmKind.CALENDAR_MISSING) is missing
    health = PageClient(app, then).get("healthz").json
    assert ("calendar_missing" in health["alarms"]) is missing


def test_the_alarm_stands_on_every_page_until_the_notice_is_loaded(session, now, officer):
    statute_seed.law()
    session.commit()
    with clock.fixed(at(date(2026, 12, 1), 9)):
        imports.tick()
        imports.tick()
    assert "明年的放假安排还没载入" in officer().get("desk.today").text

    load_calendar_year(
        Notice(year=2027, off_days=frozenset(calendar.provisional_year(2027).days),
               makeup_days=frozenset({date(2027, 2, 14)}), document="演示文号",
               announced_on=date(2026, 11, 25)),
        by=None, now=at(date(2026, 12, 1), 10),
    )  # fmt: skip

    assert alarms.open_alarms() == []
    assert "明年的放假安排还没载入" not in officer().get("desk.today").text
