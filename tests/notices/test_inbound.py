"""The doors at which the text message service calls: proved, small, readable, once."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.ground.identity.terms import Role
from casework.ground.notices import forms
from casework.ground.notices.actions import sending
from casework.ground.notices.models import Message, Reply
from casework.ground.notices.terms import Delivery
from casework.kernel import gateway
from casework.kernel.facts import Fact
from tests.factories import notices, parties

TOKEN = "演示的网关口令-0123456789"
ANSWER = {"id": "gw-1", "from": "13912345678", "text": "1", "at": "2026-11-23T09:58:00+08:00"}


@pytest.fixture(autouse=True)
def token(app: Any) -> Iterator[None]:
    _configure(TOKEN)
    yield
    _configure(None)


def _configure(inbound: str | None) -> None:
    gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None,
                      inbound_token=inbound)  # fmt: skip


def _signed(body: bytes) -> dict[str, str]:
    return {"X-Signature": "sha256=" + hmac.new(TOKEN.encode(), body, hashlib.sha256).hexdigest()}


def _brings(client: Any, what: Any = ANSWER, door: str = "inbound", **headers: str) -> Any:
    body = what if isinstance(what, bytes) else json.dumps(what).encode()
    return client.ask("POST", f"/notices/{door}", body, content_type="application/json",
                      headers=headers or _signed(body))  # fmt: skip


def test_an_answer_that_is_signed_is_kept_and_announced(client: Any, session: Any) -> None:
    answer = _brings(client)

    reply = session.scalars(select(Reply)).one()
    assert (answer.status, answer.json) == (200, {"ok": True})
    assert (reply.sender, reply.text, reply.service_id) == ("13912345678", "1", "gw-1")
    assert reply.said_at == datetime.fromisoformat(str(ANSWER["at"]))
    assert session.scalars(select(Fact.kind)).all() == ["ReplyKept"]


def test_a_token_in_ascii_may_be_shown_as_bearer(client: Any, session: Any) -> None:
    _configure("a-token-of-the-gateway-0123")

    right = _brings(client, Authorization="Bearer a-token-of-the-gateway-0123")
    wrong = _brings(client, Authorization="Bearer a-token-of-the-gateway-0124")

    assert (right.status, wrong.status) == (200, 401)


@pytest.mark.parametrize("door", ["inbound", "reports"])
@pytest.mark.parametrize(
    "headers",
    [{"X-None": ""}, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"},
     {"Authorization": "Bearer \u00e9"}, {"X-Signature": "sha256=" + "0" * 64},
     {"X-Signature": "sha256="}],
)  # fmt: skip
def test_whoever_cannot_prove_it_is_not_believed(
    client: Any, session: Any, door: str, headers: dict[str, str]
) -> None:
    answer = _brings(client, door=door, **headers)

    assert (answer.status, answer.json) == (401, {"ok": False})
    assert session.scalar(select(func.count(Reply.id))) == 0


def test_a_signature_is_that_of_one_body(client: Any, session: Any) -> None:
    other = json.dumps({**ANSWER, "text": "2"}).encode()

    assert _brings(client, **_signed(other)).status == 401


def test_without_a_token_the_doors_are_shut(client: Any, session: Any) -> None:
    _configure(None)

    for headers in ({"Authorization": "Bearer "}, {"X-Signature": "sha256="}):
        assert _brings(client, **headers).status == 401


def test_what_is_brought_again_is_kept_once(client: Any, session: Any) -> None:
    answers = [_brings(client) for _ in range(3)]
    changed = _brings(client, {**ANSWER, "text": "2"})

    assert [answer.status for answer in (*answers, changed)] == [200] * 4
    assert session.scalars(select(Reply.id)).all() == [session.scalars(select(Reply)).one().id]
    assert session.scalars(select(Reply)).one().text == "1"


def test_a_known_sender_and_a_stranger_get_the_same_answer(client: Any, session: Any) -> None:

    parties.reach(parties.worker(), "13912345678")

    known = _brings(client)
    stranger = _brings(client, {**ANSWER, "id": "gw-2", "from": "10690000"})

    assert (known.status, known.content) == (stranger.status, stranger.content)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 5000, b'{"id": "x"}',
     b'{"id": true, "from": "139", "text": "1"}', b'{"id": "x", "from": {}, "text": "1"}',
     b'{"id": "x", "from": "139", "text": 1}', b'{"id": "' + b"9" * 200 + b'", "from": "1"}',
     b'{"id": ' + b"9" * 5000 + b"}"],
)  # fmt: skip
@pytest.mark.parametrize("door", ["inbound", "reports"])
def test_what_cannot_be_read_is_refused_and_breaks_nothing(
    client: Any, session: Any, body: bytes, door: str
) -> None:
    assert _brings(client, body, door).status == 400


def test_what_is_too_large_is_not_read_to_its_end(client: Any, session: Any) -> None:
    assert _brings(client, b'{"id": "' + b"x" * forms.LARGEST + b'"}').status in (401, 413)


@pytest.mark.parametrize(
    "text", ["\ud83c", "张\x00三", "长" * 600, "<script>alert(1)</script>", "𠮷", "\u202e1", ""]
)
def test_hostile_words_are_kept_inert(client: Any, officer: Any, session: Any, text: str) -> None:
    assert _brings(client, {**ANSWER, "text": text}).status == 200

    officer(role=Role.ADMINISTRATOR).get("notices.mailbox")


@pytest.mark.parametrize(
    "at", [None, "", "gestern", 17, "2026-11-23T09:58:00", "9999-12-31T23:59:59-23:59",
           "0001-01-01T00:00:00+23:59"],
)  # fmt: skip
def test_an_hour_that_cannot_be_is_now(client: Any, session: Any, now: datetime, at: Any) -> None:
    assert _brings(client, {**ANSWER, "at": at}).status == 200
    assert session.scalars(select(Reply)).one().said_at == now


@pytest.mark.parametrize("by", ["key", "id"])
def test_a_report_says_that_a_message_was_delivered(
    client: Any, session: Any, now: datetime, by: str
) -> None:
    message = notices.message()
    sending.take(message.id, now=now)
    sending.settle(message.id, gateway.Answer(arrived=True, reference="ref-9"), now=now)
    said = {"key": message.key} if by == "key" else {"id": "ref-9"}

    for state in ("delivered", "delivered", "undelivered"):
        assert _brings(client, {**said, "state": state}, "reports").status == 200

    session.expire_all()
    assert (message.state, message.delivered_at) == (Delivery.DELIVERED, now)


def test_a_report_that_overtakes_the_answer_is_not_lost(
    client: Any, session: Any, now: datetime
) -> None:
    message = notices.message()
    sending.take(message.id, now=now)

    _brings(client, {"key": message.key, "state": "delivered"}, "reports")
    sending.settle(message.id, gateway.Answer(arrived=None, reason="timeout"), now=now)

    session.expire_all()
    assert message.state is Delivery.DELIVERED


def test_a_report_about_nothing_we_know_is_taken_like_any_other(client: Any, session: Any) -> None:
    for said in ({"key": "nobody:1"}, {"id": "mailbox"}, {"key": "x" * 120}):
        assert _brings(client, {**said, "state": "delivered"}, "reports").status == 200


def test_a_report_of_the_first_sending_says_nothing_of_the_second(
    client: Any, session: Any, now: datetime
) -> None:
    message = notices.message(state=Delivery.UNDELIVERED)
    first = message.letter_key
    sending.try_again(message.id, now=now)
    letter = sending.take(message.id, now=now)
    assert letter is not None

    _brings(client, {"key": first, "state": "undelivered"}, "reports")
    session.expire_all()
    assert message.state is Delivery.SENDING
    _brings(client, {"key": letter.key, "state": "delivered"}, "reports")
    session.expire_all()

    assert letter.key != first
    assert message.state is Delivery.DELIVERED


def test_a_signed_answer_moves_no_message(client: Any, session: Any, now: datetime) -> None:
    message = notices.message(state=Delivery.WAITING, not_before_at=now + timedelta(hours=1))

    _brings(client, {"key": message.key, "state": "delivered"}, "reports")

    session.expire_all()
    assert session.scalars(select(Message.state)).all() == [Delivery.WAITING]
