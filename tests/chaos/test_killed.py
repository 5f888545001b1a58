"""A worker that is killed in the middle of its work: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import signal
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

import tasks
from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.terms import ClockStage
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery, Notice
from casework.kernel import facts
from casework.kernel.facts import Fact
from casework.procedure.escalation.models import Item
from tests.factories import cases, notices
from tests.notices.test_gateway import _Service, service  # noqa: F401 - the fixture

pytestmark = [pytest.mark.chaos, pytest.mark.worker, pytest.mark.slow]

MANY = 80
#: Killed when so many are done.
SOME = 10


@pytest.fixture
def send(valkey):
    """Sends a task as beat does, to the broker of this test."""
    with tasks.app.connection_for_write(valkey) as broker:
        yield lambda name: tasks.app.send_task(name, connection=broker)


def number(session, what, *where):
    session.rollback()
    found = session.scalar(select(func.count()).select_from(what).where(*where))
    session.rollback()
    return found


def breached(session):
    return number(session, ClockFiring, ClockFiring.stage == ClockStage.BREACH)


def kill(worker):
    """The worker and its children, without a word of warning."""
    os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.wait()


def a_minute_passes(session):
    """What was handed out to the dead is handed out again."""
    again = facts.HAND_OUT_AGAIN_AFTER + timedelta(seconds=1)
    for fact in session.scalars(select(Fact).where(Fact.handled_at.is_(None))):
        if fact.handed_at is not None:
            fact.handed_at -= again
    session.commit()


def test_a_killed_worker_loses_nothing_and_repeats_nothing(session, worker, send):
    for _ in range(MANY):
        cases.clock(due_on=date(2026, 11, 20))
    session.commit()

    send("tasks.clocks.tick")
    worker.until(lambda: breached(session) >= SOME)
    kill(worker)
    swept = breached(session)
    worker.start()
    send("tasks.clocks.tick")
    worker.until(lambda: breached(session) == MANY)
    send("tasks.relay.tick")
    worker.until(lambda: number(session, Item) >= SOME)
    kill(worker)
    handled = number(session, Item)
    a_minute_passes(session)
    worker.start()
    send("tasks.relay.tick")
    worker.until(lambda: number(session, Fact, Fact.handled_at.is_(None)) == 0)

    assert SOME <= swept <= MANY
    assert SOME <= handled <= MANY
    assert breached(session) == MANY
    assert number(session, ClockFiring, ClockFiring.stage == ClockStage.WARNING) == MANY
    assert number(session, Item) == MANY
    assert number(session, Fact, Fact.kind == "ClockBreached") == MANY
    told = number(session, TimelineEntry, TimelineEntry.what_zh == "超过期限")
    assert told == MANY


def test_a_worker_killed_while_it_sends_sends_nothing_twice(
    session, worker, send, service  # noqa: F811
):  # fmt: skip
    url = f"http://127.0.0.1:{service.server_port}"
    kill(worker)
    worker.environment |= {"SMS_URL": f"{url}/", "SMS_TOKEN": "secret", "SMS_STATUS_URL": url}
    worker.start()
    # the worker goes by the real clock, and only a code goes out at any hour
    message = notices.message(notice=Notice.ONE_TIME, made_at=datetime.now(UTC))
    _Service.fates = {message.key: b'{"state": "delivered"}'}
    session.commit()
    _Service.gate.clear()

    send("tasks.notices.tick")
    worker.until(lambda: len(_Service.seen) == 1)
    kill(worker)
    _Service.gate.set()
    session.refresh(message)
    assert message.state is Delivery.SENDING
    message.tried_at -= timedelta(minutes=6)
    session.commit()
    worker.start()
    send("tasks.notices.tick")
    worker.until(lambda: number(session, Message, Message.state == Delivery.DELIVERED) == 1)

    assert [seen for seen in _Service.seen if "body" in seen] == _Service.seen[:1]
