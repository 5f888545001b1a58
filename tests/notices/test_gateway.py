"""The way out over HTTP, against a real server on the loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from casework.kernel.gateway import Letter, Mailbox, TextService

LETTER = Letter(key="accepted:complaint:17:3", address="13912345678", words="您的事已经立案。")


class _Service(BaseHTTPRequestHandler):
    status = 200
    seen: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append({"body": json.loads(body), "key": self.headers["Idempotency-Key"],
                          "token": self.headers["Authorization"]})  # fmt: skip
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(b'{"id": "ref-1"}')

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def service() -> Iterator[HTTPServer]:
    _Service.seen = []
    server = HTTPServer(("127.0.0.1", 0), _Service)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _send(service: HTTPServer, status: int) -> Any:
    _Service.status = status
    gateway = TextService(f"http://127.0.0.1:{service.server_port}/", "secret")
    return gateway.send(LETTER)


def test_a_message_carries_its_key_and_comes_back_with_a_reference(service: HTTPServer) -> None:
    answer = _send(service, 200)

    assert (answer.arrived, answer.reference) == (True, "ref-1")
    assert _Service.seen[0]["key"] == LETTER.key
    assert _Service.seen[0]["token"] == "Bearer secret"
    assert _Service.seen[0]["body"]["to"] == LETTER.address


@pytest.mark.parametrize(("status", "arrived"), [(400, False), (503, None), (302, False)])
def test_an_answer_is_read_with_care(
    service: HTTPServer, status: int, arrived: bool | None
) -> None:
    assert _send(service, status).arrived is arrived


def test_a_service_that_is_not_there_has_refused(unused_port: int) -> None:
    answer = TextService(f"http://127.0.0.1:{unused_port}/", None).send(LETTER)

    assert answer.arrived is False


@pytest.fixture
def unused_port() -> int:
    server = HTTPServer(("127.0.0.1", 0), _Service)
    port = server.server_port
    server.server_close()
    return port


def test_the_mailbox_takes_everything() -> None:
    assert Mailbox().send(LETTER).arrived is True
