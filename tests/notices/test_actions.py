"""A message is written once, sent once, and an unclear answer is never sent again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.queries import matters
from casework.ground.notices import queries
from casework.ground.notices.actions import sending, telling
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery, Notice, Reported
from casework.kernel.gateway import Answer, Fate
from casework.kernel.lifecycle import NoSuchMove
from tests.factories import cases, notices, offices, parties

PHONE = "13912345678"


def _tell(now: datetime, **values: Any) -> bool:
    worker = values.pop("worker", None) or parties.worker(phone=PHONE)
    return telling.tell(worker, notice=Notice.ACCEPTED, about="complaint:17",
                        unit=offices.unit(), now=now, **values)  # fmt: skip


def test_one_occasion_is_told_once(session: Any, now: datetime) -> None:
    worker = parties.worker(phone=PHONE)

    told = [_tell(now, worker=worker) for _ in range(3)]

    message = session.scalars(select(Message)).one()
    assert told == [True, False, False]
    assert (message.address, message.state) == (PHONE, Delivery.WAITING)
    assert PHONE.encode() not in message.address_sealed


def test_a_worker_without_a_phone_and_a_muted_matter_are_told_nothing(
    session: Any, now: datetime
) -> None:
    assert _tell(now, worker=parties.worker(phone=None)) is False
    assert _tell(now, muted=True) is False


def test_a_message_is_taken_by_one_worker_only(session: Any, now: datetime) -> None:
    message = notices.message()

    first, second = (sending.take(message.id, now=now) for _ in range(2))

    assert first is not None
    assert second is None


def test_a_message_waits_for_its_hour(session: Any, now: datetime) -> None:
    message = notices.message(not_before_at=now + timedelta(hours=1))

    assert queries.due("messages", now=now, limit=10) == []
    assert sending.take(message.id, now=now) is None


def test_an_unclear_answer_is_never_sent_again(session: Any, now: datetime) -> None:
    message = notices.message()
    sending.take(message.id, now=now)

    sending.settle(message.id, Answer(arrived=None, reason="timeout"), now=now)

    assert message.state is Delivery.UNKNOWN
    assert queries.due("messages", now=now + timedelta(days=9), limit=10) == []


def test_a_refused_message_is_tried_again_and_given_up_at_last(session: Any, now: datetime) -> None:
    message = notices.message()
    tries = 0
    while message.state is not Delivery.FAILED:
        now += timedelta(days=1)
        assert sending.take(message.id, now=now) is not None
        sending.settle(message.id, Answer(arrived=False, reason="busy"), now=now)
        tries += 1

    assert tries == 6


def test_somebody_settles_what_the_gateway_left_open(session: Any, now: datetime) -> None:
    message = notices.message(state=Delivery.UNKNOWN)

    sending.reconcile(message.id, Fate.DELIVERED, now=now)

    assert (message.state, message.sent_at) == (Delivery.DELIVERED, now)


@pytest.mark.parametrize("last", [Answer(arrived=False, reason="busy"), None])
def test_what_failed_for_good_is_one_call_for_the_handler(
    session: Any, now: datetime, last: Answer | None
) -> None:
    case = cases.case()
    lead, _ = cases.inspectors(case=case)
    line = cases.line(case=case)
    message = notices.message(case_id=case.id, worker_id=line.worker_id, tries=5)

    for _round in range(3):
        if message.state is Delivery.UNDELIVERED or message.state is Delivery.FAILED:
            sending.try_again(message.id, now=now)
        message.tries = 5
        sending.take(message.id, now=now)
        if last is None:
            sending.take_report(Reported(message.letter_key, "", delivered=False), now=now)
        else:
            sending.settle(message.id, last, now=now)

    [task] = matters.open_tasks(case.id)
    assert task.title.startswith("第1人短信未送达，请打电话")
    assert (task.officer_id, task.due_on) == (lead.id, now.date())


def test_a_message_without_a_case_fails_without_a_task(session: Any, now: datetime) -> None:
    message = notices.message(state=Delivery.UNKNOWN)

    sending.reconcile(message.id, Fate.NEVER_SEEN, now=now)

    assert message.state is Delivery.FAILED


def test_a_worker_who_ticked_it_is_never_written_to(session: Any, now: datetime) -> None:
    worker = parties.worker(phone=PHONE, no_messages=True)

    _tell(now, worker=worker)

    message = session.scalars(select(Message)).one()
    assert message.state is Delivery.WITHHELD
    assert queries.due("messages", now=now + timedelta(days=9), limit=10) == []


def test_what_is_settled_is_not_sent_anew(session: Any, now: datetime) -> None:
    for state in (Delivery.SENT, Delivery.DELIVERED, Delivery.UNKNOWN, Delivery.WITHHELD):
        with pytest.raises(NoSuchMove):
            sending.try_again(notices.message(state=state).id, now=now)


def test_a_one_time_code_is_not_sent_anew(session: Any, now: datetime) -> None:
    code = notices.message(state=Delivery.FAILED, notice=Notice.ONE_TIME)

    with pytest.raises(NoSuchMove):
        sending.try_again(code.id, now=now)
