"""The web server itself, in front of an application that says what it has been asked."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import contextmanager
from typing import Any

import pytest
from uvicorn import Config

from casework.web import connections
from casework.web.connections import Connection, WebServer
from casework.web.spooled import Patience, Spooled

MOST_BODY = 30_000_000
MOST_WAITING = 200_000_000
PATIENCE_SECONDS = 60


class Application:
    """Answers with what it got; a few paths do something else."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.go_on = threading.Event()
        self.at_work = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        path = environ["PATH_INFO"]
        if path == "/broken":
            raise RuntimeError("meant")
        if path == "/waits":
            self.at_work.release()
            assert self.go_on.wait(PATIENCE_SECONDS)
        if path == "/large":
            start_response("200 OK", [("Content-Type", "text/plain")])
            return (b"x" * 1_000_000 for _ in range(20))
        body = environ["wsgi.input"].read()
        said = json.dumps(
            {"size": len(body), "sum": sum(body), "declared": environ["CONTENT_LENGTH"]}
        )
        start_response("200 OK", [("Content-Length", str(len(said)))])
        return [said.encode()]


class Running:
    """A server on a loopback port, in a thread of this process."""

    def __init__(self, *, patience: Patience | None = None, most_waiting: int = MOST_WAITING):
        self.application = Application()
        self.spooled = Spooled(
            self.application, threads=4, most_body=MOST_BODY, most_waiting=most_waiting,
            patience=patience,
        )  # fmt: skip
        config = Config(
            self.spooled, http=Connection, ws="none", lifespan="off", interface="asgi3",
            access_log=False, log_level="critical", timeout_keep_alive=PATIENCE_SECONDS,
        )  # fmt: skip
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        begun = threading.Event()
        self.server = WebServer(config, self.spooled, begun=begun.set)
        self.thread = threading.Thread(target=self.server.run, args=([self.listening],))
        self.thread.start()
        assert begun.wait(PATIENCE_SECONDS)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def connect(self, begin: bytes = b"") -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS)
        made.sendall(begin)
        return made

    def end(self) -> None:
        self.server.should_exit = True
        self.thread.join()


@contextmanager
def running(**given):
    made = Running(**given)
    try:
        yield made
    finally:
        made.application.go_on.set()
        made.end()


@pytest.fixture
def server():
    with running() as made:
        yield made


def whole(connection):
    """Everything until the server ends the connection."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    connection.close()
    return b"".join(parts)


def until(happened):
    for _ in range(PATIENCE_SECONDS * 20):
        if happened():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, 64 * 1024 + 1, 20_000_000])
def test_a_body_arrives_as_it_was_sent(server, size):
    body = bytes(range(256)) * (size // 256) + b"z" * (size % 256)
    said = json.loads(server.ask("POST", "/", body).content)
    assert said == {"size": size, "sum": sum(body), "declared": str(size)}


def test_a_body_in_chunks_has_a_length(server):
    said = json.loads(server.ask("POST", "/", iter([b"a" * 70_000, b"b"])).content)
    assert said == {"size": 70_001, "sum": 97 * 70_000 + 98, "declared": "70001"}


def test_who_asks_first_whether_to_send_is_told_to(server):
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    connection = server.connect(head)
    assert connection.recv(1000).startswith(b"HTTP/1.1 100")
    connection.sendall(b"ok")
    assert connection.recv(1000).startswith(b"HTTP/1.1 200")
    connection.close()


def test_of_a_body_that_is_too_large_the_application_learns_its_size(server):
    said = json.loads(server.ask("POST", "/", b"x" * (MOST_BODY + 7)).content)
    assert (said["size"], said["declared"]) == (MOST_BODY, str(MOST_BODY + 7))


def test_a_body_far_too_large_is_not_read_at_all(server):
    head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {9 * MOST_BODY}\r\n\r\nx"
    assert whole(server.connect(head.encode())).startswith(b"HTTP/1.1 413")


def test_a_large_answer_is_whole_and_its_length_said(server):
    answer = server.ask("GET", "/large")
    assert answer.content == b"x" * 20_000_000
    assert answer.headers["Content-Length"] == "20000000"
    assert server.spooled.room.held == 0


def test_a_head_has_no_body(server):
    answer = server.ask("HEAD", "/")
    assert (answer.status, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_an_error_is_said_and_the_next_one_is_answered(server):
    assert server.ask("GET", "/broken").status == 500
    assert server.ask("GET", "/").status == 200


def test_no_field_passes_for_another(server):
    headers = {"X_Forwarded_For": "1.2.3.4", "X-Real": "é", "Cookie": "a=1"}
    server.ask("GET", "/%E4%B8%AD/%FF?q=%20", **headers)
    [environ] = server.application.asked
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert environ["PATH_INFO"] == "/\xe4\xb8\xad/\xff"
    assert environ["QUERY_STRING"] == "q=%20"
    assert environ["HTTP_COOKIE"] == "a=1"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"


def test_a_head_without_end_is_refused(server):
    connection = server.connect(b"GET / HTTP/1.1\r\n")
    connection.sendall(b"X-Long: " + b"y" * 100_000)
    assert whole(connection).startswith(b"HTTP/1.1 400")


def test_who_sends_nothing_more_of_a_body_is_told_so():
    with running(patience=Patience(first_seconds=0.5, each_seconds=0.5)) as server:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"
        assert whole(server.connect(head)).startswith(b"HTTP/1.1 408")
        assert server.application.asked == []


def test_who_reads_nothing_of_an_answer_is_left():
    with running(patience=Patience(first_seconds=0.5, each_seconds=0.5)) as server:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        until(lambda: server.application.asked and server.spooled.room.held == 0)
        assert server.ask("GET", "/").status == 200
        connection.close()


def test_who_begins_no_request_is_left(server, monkeypatch):
    monkeypatch.setattr(connections, "_HEAD_SECONDS", 0.5)
    for begin in (b"", b"GET / HTTP/1.1\r\nHost: x\r\n"):
        assert whole(server.connect(begin)) == b""


def test_where_too_many_connect_the_longest_silent_one_gives_way(server, monkeypatch):
    monkeypatch.setattr(Connection, "most", 20)
    silent = [server.connect() for _ in range(20)]
    assert server.ask("GET", "/").status == 200
    assert silent[0].recv(1) == b""
    for one in silent:
        one.close()


def test_where_too_much_waits_the_largest_gives_way():
    with running(most_waiting=1_000_000) as server:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n"
        greedy = server.connect(head + b"x" * 900_000)
        until(lambda: server.spooled.room.held >= 900_000)

        assert server.ask("POST", "/", b"y" * 300_000).status == 200

        greedy.sendall(b"x" * 100_000)
        assert greedy.recv(100).startswith(b"HTTP/1.1 503")
        greedy.close()
        assert server.spooled.room.held == 0


def test_what_has_been_asked_is_answered_before_the_end(server, monkeypatch):
    monkeypatch.setattr(connections, "_LEAVING_SECONDS", PATIENCE_SECONDS)
    answers = []
    asking = threading.Thread(target=lambda: answers.append(server.ask("GET", "/waits")))
    asking.start()
    server.application.at_work.acquire()
    idle = server.connect(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    first = b""
    while not first.endswith(b"}"):
        first += idle.recv(1000)

    server.server.should_exit = True
    until(lambda: server.spooled.draining)
    idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    late = whole(idle)
    # a thread is still at work for somebody else
    server.application.go_on.set()
    asking.join()

    assert late.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in late.lower()
    assert answers[0].status == 200
    server.thread.join()
