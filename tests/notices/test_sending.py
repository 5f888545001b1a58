"""From the message to the phone, through a real service: what is unclear is asked about, once sent
is never sent again, and a worker that dies between taking and settling changes nothing of that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import HTTPServer
from typing import Any

import pytest

from casework.ground.notices.actions import sending, telling
from casework.ground.notices.terms import Delivery, Notice
from casework.kernel import clock, gateway
from tasks import notices as tasks
from tests.factories import notices
from tests.notices.test_gateway import _Service, service  # noqa: F401 - the fixture

LATER = timedelta(minutes=6)


@pytest.fixture
def line(app: Any, service: HTTPServer) -> Iterator[None]:  # noqa: F811
    url = f"http://127.0.0.1:{service.server_port}"
    gateway.configure(text_url=f"{url}/", text_token="secret", mail_url=None, sender=None,
                      status_url=f"{url}/status")  # fmt: skip
    yield
    gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None)


def _tick(session: Any, at: datetime) -> None:
    session.commit()
    with clock.fixed(at):
        tasks.tick()
    session.expire_all()


def _sent() -> list[str]:
    return [seen["key"] for seen in _Service.seen if "key" in seen]


def _asked() -> list[str]:
    return [seen["asked"] for seen in _Service.seen if "asked" in seen]


def test_an_unclear_answer_is_asked_about_and_never_sent_again(
    session: Any, now: datetime, line: None
) -> None:
    message = notices.message()
    _Service.hangs_up = True
    _tick(session, now)
    assert message.state is Delivery.UNKNOWN

    _Service.hangs_up = False
    _Service.fates = {message.key: b'{"state": "delivered"}'}
    for number in range(1, 4):
        _tick(session, now + LATER * number)

    assert message.state is Delivery.DELIVERED
    assert (_sent(), _asked()) == ([message.key], [message.key])


def test_a_worker_that_died_between_taking_and_settling_is_cleared_up_once(
    session: Any, now: datetime, line: None
) -> None:
    message = notices.message()
    sending.take(message.id, now=now)
    _Service.fates = {message.key: b'{"state": "accepted"}'}

    _tick(session, now + timedelta(minutes=4))
    assert message.state is Delivery.SENDING
    for number in range(1, 4):
        _tick(session, now + LATER * number)

    assert message.state is Delivery.SENT
    assert (_sent(), _asked()) == ([], [message.key])


def test_a_message_that_the_service_never_saw_has_failed_and_is_not_sent_by_itself(
    session: Any, now: datetime, line: None
) -> None:
    message = notices.message(state=Delivery.UNKNOWN, tried_at=now)

    for number in range(1, 4):
        _tick(session, now + LATER * number)

    assert message.state is Delivery.FAILED
    assert _sent() == []


def test_a_service_that_says_nothing_is_asked_now_and_then(
    session: Any, now: datetime, line: None
) -> None:
    message = notices.message(state=Delivery.UNKNOWN, tried_at=now)
    _Service.fates = {message.key: b"busy"}

    for minute in range(20):
        _tick(session, now + timedelta(minutes=minute))

    assert message.state is Delivery.UNKNOWN
    assert len(_asked()) == 3


def test_an_event_at_night_is_told_at_eight(session: Any, now: datetime, line: None) -> None:
    from tests.factories import offices, parties

    night = now.replace(hour=23, minute=10)
    telling.tell(parties.worker(phone="13912345678"), notice=Notice.ACCEPTED, about="complaint:1",
                 unit=offices.unit(), now=night)  # fmt: skip

    _tick(session, night)
    _tick(session, (night + timedelta(days=1)).replace(hour=7, minute=59))
    assert _sent() == []
    _tick(session, (night + timedelta(days=1)).replace(hour=8, minute=0))

    assert len(_sent()) == 1


def test_what_an_outage_held_up_into_the_night_goes_out_in_the_morning(
    session: Any, now: datetime, line: None
) -> None:

    held_up = notices.message()
    code = notices.message(notice=Notice.ONE_TIME, made_at=now.replace(hour=22, minute=58))
    night = now.replace(hour=23)

    _tick(session, night)
    assert (held_up.state, code.state) == (Delivery.WAITING, Delivery.SENT)
    _tick(session, (night + timedelta(days=1)).replace(hour=8))

    assert held_up.state is Delivery.SENT
