"""The way out over HTTP, against a real server on the loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from casework.kernel import gateway
from casework.kernel.gateway import Fate, Letter, Mailbox, TextFile, TextService
from tests.fixtures.mail import MailBox

LETTER = Letter(key="accepted:complaint:17:3", address="13912345678", words="您反映的事已立案。",
                template="accepted", parameters={"office": "局", "phone": "12333"})  # fmt: skip


class _Service(BaseHTTPRequestHandler):
    """Takes messages, and says of each what became of it."""

    status = 200
    seen: list[dict[str, Any]] = []
    fates: dict[str, bytes] = {}
    hangs_up = False
    #: Shut, it keeps whoever sends waiting for an answer.
    gate = Event()

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)["key"][0]
        self.seen.append({"asked": asked, "token": self.headers["Authorization"]})
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.fates.get(asked, b'{"state": "unknown"}'))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append({"body": json.loads(body), "key": self.headers["Idempotency-Key"],
                          "token": self.headers["Authorization"]})  # fmt: skip
        self.gate.wait()
        if self.hangs_up:
            self.close_connection = True
            return
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(b'{"id": "ref-1"}')

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def service() -> Iterator[HTTPServer]:
    _Service.seen, _Service.fates = [], {}
    _Service.status, _Service.hangs_up = 200, False
    _Service.gate.set()
    server = HTTPServer(("127.0.0.1", 0), _Service)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    _Service.gate.set()
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
    body = _Service.seen[0]["body"]
    assert (body["to"], body["text"]) == (LETTER.address, LETTER.words)
    assert (body["template"], body["parameters"]) == ("accepted", LETTER.parameters)
    assert "signature" in body


@pytest.mark.parametrize(("status", "arrived"), [(400, False), (503, None), (302, False)])
def test_an_answer_is_read_with_care(
    service: HTTPServer, status: int, arrived: bool | None
) -> None:
    assert _send(service, status).arrived is arrived


def test_a_service_that_is_not_there_has_refused(unused_port: int) -> None:
    answer = TextService(f"http://127.0.0.1:{unused_port}/", None).send(LETTER)

    assert answer.arrived is False


def test_a_line_that_breaks_after_the_sending_leaves_it_unclear(service: HTTPServer) -> None:
    _Service.hangs_up = True

    assert _send(service, 200).arrived is None


@pytest.mark.parametrize(
    ("said", "status", "fate"),
    [(b'{"state": "delivered"}', 200, Fate.DELIVERED), (b'{"state": "accepted"}', 200, Fate.TAKEN),
     (b'{"state": "undelivered"}', 200, Fate.UNDELIVERED),
     (b'{"state": "unknown"}', 200, Fate.NEVER_SEEN), (b'{"state": "unknown"}', 404, None),
     (b'{"state": "delivered"}', 500, None), (b"[]", 200, None), (b"<html>", 200, None),
     (b'{"state": {}}', 200, None), (b"", 302, None)],
)  # fmt: skip
def test_the_service_is_asked_by_key_and_only_a_plain_word_counts(
    service: HTTPServer, said: bytes, status: int, fate: Fate | None
) -> None:
    _Service.fates, _Service.status = {LETTER.key: said}, status
    url = f"http://127.0.0.1:{service.server_port}"
    gateway.configure(text_url=f"{url}/", text_token="secret", mail_url=None, sender=None,
                      status_url=f"{url}/status")  # fmt: skip

    answer = gateway.fate(LETTER.key)

    gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None)
    assert answer is fate
    assert _Service.seen == [{"asked": LETTER.key, "token": "Bearer secret"}]


def test_without_an_address_nobody_is_asked(unused_port: int) -> None:
    assert TextService(f"http://127.0.0.1:{unused_port}/", None).ask("k") is None
    assert TextService("http://x/", None, f"http://127.0.0.1:{unused_port}/").ask("k") is None
    assert gateway.fate("k") is None


@pytest.fixture
def unused_port() -> int:
    server = HTTPServer(("127.0.0.1", 0), _Service)
    port = server.server_port
    server.server_close()
    return port


def test_the_mailbox_takes_everything() -> None:
    assert Mailbox().send(LETTER).arrived is True


def test_a_file_takes_one_line_for_each_message(tmp_path: Path) -> None:
    way_out = TextFile(tmp_path / "letters.jsonl")

    answers = [way_out.send(LETTER) for _ in range(2)]

    lines = (tmp_path / "letters.jsonl").read_text(encoding="utf-8").splitlines()
    assert [answer.arrived for answer in answers] == [True, True]
    assert [json.loads(line)["words"] for line in lines] == [LETTER.words] * 2


def test_the_console_takes_messages_too(capsys: pytest.CaptureFixture[str]) -> None:
    answer = TextFile(None).send(LETTER)

    assert answer.reference == "console"
    assert LETTER.words in capsys.readouterr().out


def test_the_address_chooses_the_way_out() -> None:
    gateway.configure(text_url="console:", text_token=None, mail_url=None, sender=None)
    console = gateway.way_out(LETTER)
    gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None)

    assert isinstance(console, TextFile)
    assert isinstance(gateway.way_out(LETTER), Mailbox)


def _by_mail(server: TCPServer) -> Any:
    port = server.server_address[1]
    url = f"smtp://127.0.0.1:{port}/text.example"
    gateway.configure(text_url=url, text_token=None, mail_url=None, sender="office@example.org")
    answer = gateway.way_out(LETTER).send(LETTER)
    gateway.configure(text_url=None, text_token=None, mail_url=None, sender=None)
    return answer


def test_a_mail_server_that_sends_texts_is_written_to_by_number(mail_server: TCPServer) -> None:
    answer = _by_mail(mail_server)

    assert answer.arrived is True
    assert any("13912345678@text.example" in line for line in MailBox.seen)


def test_a_mail_server_that_refuses_has_refused(mail_server: TCPServer) -> None:
    MailBox.refuses = True

    assert _by_mail(mail_server).arrived is False
