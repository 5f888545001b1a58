"""Between the net and the application: a request is gathered whole, then a thread answers it, then
the answer waits until its reader has taken it. Slow people hold no thread.

What waits lies in memory while small, else sealed on the disk. Its sum is bounded: when there is no
more room, the largest that still waits for its sender or its reader has to give way.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from casework.kernel.spool import Spool

Message = dict[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_IN_MEMORY = 64 * 1024
_PIECE = 16 * 1024
#: A body beyond the limit is still read so far, that its sender may be told in words.
_READ_BEYOND = 2
_BODILESS = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
#: Said anew by us, or a matter between the net and the server.
_OURS = ("CONTENT-LENGTH", "TRANSFER-ENCODING", "CONNECTION", "EXPECT")

log = logging.getLogger("casework.web")


class Ended(Exception):
    """This request goes no further; ``status`` may still be said."""

    def __init__(self, status: HTTPStatus):
        self.status = status


@dataclass(frozen=True)
class Patience:
    """How slow a sender or a reader may be; a phone at the edge of its net is slow, not endless."""

    first_seconds: float = 30
    each_seconds: float = 60
    least_bytes_per_second: int = 256


class Pace:
    """One sender or reader, watched."""

    def __init__(self, patience: Patience):
        self.patience, self.began, self.moved = patience, time.monotonic(), 0

    def left(self) -> float:
        """Seconds until something must have moved again."""
        earned = self.moved / self.patience.least_bytes_per_second
        due = self.began + self.patience.first_seconds + earned
        return min(self.patience.each_seconds, due - time.monotonic())


class Waiting:
    """Bytes that wait for their sender, or for their reader."""

    def __init__(self, most: int):
        self.spool = Spool(most, in_memory=_IN_MEMORY)
        self.bytes = 0
        self.gone = False


class Room:
    """What may wait on the disk at once, of all requests together, in bytes."""

    def __init__(self, most: int):
        self.most, self.held = most, 0
        #: Those that may have to give way; a thread is at work on the others.
        self.idle: set[Waiting] = set()

    def take(self, one: Waiting, size: int) -> None:
        """Counts ``size`` more bytes; whoever is the largest may have to go, this one too."""
        one.bytes += size
        self.held += size
        while self.held > self.most and self.idle:
            self.release(max(self.idle, key=lambda waiting: waiting.bytes))

    def release(self, one: Waiting) -> None:
        """May be called twice."""
        self.idle.discard(one)
        if not one.gone:
            one.gone = True
            self.held -= one.bytes
            one.spool.close()


class Answer(Waiting):
    """What the application said: status, headers, and a body that waits."""

    def __init__(self) -> None:
        super().__init__(sys.maxsize)
        self.status = HTTPStatus.INTERNAL_SERVER_ERROR.value
        self.headers: list[tuple[bytes, bytes]] = []

    def start(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        """WSGI's start_response."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]
        return self.spool.write


class Spooled:
    """The ASGI application around a WSGI application."""

    def __init__(
        self,
        wsgi: Wsgi,
        *,
        threads: int,
        most_body: int,
        most_waiting: int,
        patience: Patience | None = None,
    ):
        self.wsgi = wsgi
        self.most_body, self.patience = most_body, patience or Patience()
        self.room = Room(most_waiting)
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        #: Each connection ends with its answer, since this process is about to.
        self.draining = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = Waiting(self.most_body)
        answer = Answer()
        try:
            await self._gather(body, _length(scope), receive)
            await self._work(environ_of(scope, body), answer)
            self.room.release(body)
            await self._hand_out(answer, scope, send)
        except Ended as end:
            await _say(send, end.status)
        finally:
            self.room.release(body)
            self.room.release(answer)

    async def _gather(self, body: Waiting, declared: int, receive: Receive) -> None:
        """Until all is here. Raises Ended when it comes too slowly, or is far too much."""
        pace = Pace(self.patience)
        self.room.idle.add(body)
        more = True
        while more:
            message = await _within(pace, receive(), HTTPStatus.REQUEST_TIMEOUT)
            if message["type"] == "http.disconnect":
                raise Ended(HTTPStatus.BAD_REQUEST)
            more = message.get("more_body", False)
            self._keep(body, message.get("body", b""), declared)
            pace.moved = body.spool.size
        self.room.idle.discard(body)

    def _keep(self, body: Waiting, piece: bytes, declared: int) -> None:
        """Raises Ended."""
        if body.gone:
            raise Ended(HTTPStatus.SERVICE_UNAVAILABLE)
        if max(declared, body.spool.size + len(piece)) > _READ_BEYOND * self.most_body:
            raise Ended(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body.spool.write(piece)
        if body.spool.size > _IN_MEMORY:
            self.room.take(body, min(body.spool.size, self.most_body) - body.bytes)
            if body.gone:
                raise Ended(HTTPStatus.SERVICE_UNAVAILABLE)

    async def _work(self, environ: Environ, answer: Answer) -> None:
        """A thread is held here and nowhere else, in a context of its own."""
        loop = asyncio.get_running_loop()
        blank = contextvars.Context()
        await loop.run_in_executor(self.threads, blank.run, self._call, environ, answer)

    def _call(self, environ: Environ, answer: Answer) -> None:
        try:
            parts = self.wsgi(environ, answer.start)
            try:
                for part in parts:
                    answer.spool.write(part)
            finally:
                getattr(parts, "close", lambda: None)()
        except Exception as error:
            log.exception("a request ended in an error of the application")
            raise Ended(HTTPStatus.INTERNAL_SERVER_ERROR) from error

    async def _hand_out(self, answer: Answer, scope: Scope, send: Send) -> None:
        """As fast as it is read. A reader who stands still is left."""
        size = answer.spool.size
        if size > _IN_MEMORY:
            self.room.idle.add(answer)
            self.room.take(answer, size)
        start = {"type": "http.response.start", "status": answer.status}
        await send({**start, "headers": self._headers(answer, size, scope)})
        pace = Pace(self.patience)
        answer.spool.seek(0)
        more = True
        while more:
            if answer.gone:
                return
            piece = answer.spool.read(_PIECE) or b""
            pace.moved += len(piece)
            more = pace.moved < size
            message = {"type": "http.response.body", "body": piece, "more_body": more}
            try:
                await _within(pace, send(message), HTTPStatus.REQUEST_TIMEOUT)
            except Ended:
                return

    def _headers(self, answer: Answer, size: int, scope: Scope) -> list[tuple[bytes, bytes]]:
        headers = list(answer.headers)
        has_length = any(name == b"content-length" for name, _ in headers)
        if not has_length and answer.status not in _BODILESS and scope["method"] != "HEAD":
            headers.append((b"content-length", b"%d" % size))
        if self.draining:
            headers.append((b"connection", b"close"))
        return headers


async def _within(pace: Pace, step: Awaitable[Any], late: HTTPStatus) -> Any:
    """Raises Ended when the other side takes too long."""
    try:
        async with asyncio.timeout(pace.left()):
            return await step
    except TimeoutError:
        raise Ended(late) from None


async def _say(send: Send, status: HTTPStatus) -> None:
    """A bare answer to one who is slow or greedy; the connection ends with it."""
    words = status.phrase.encode()
    headers = [
        (b"content-type", b"text/plain"),
        (b"content-length", b"%d" % len(words)),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def _length(scope: Scope) -> int:
    """What the request says of its size; 0 when it says nothing."""
    said = dict(scope["headers"]).get(b"content-length", b"0")
    return int(said) if said.isdigit() else 0


def environ_of(scope: Scope, body: Waiting) -> Environ:
    """WSGI's words for the same request. Its body is whole, so its length is known."""
    server, port = scope.get("server") or ("localhost", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or 80),
        "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
        "CONTENT_LENGTH": str(body.spool.size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": _reader(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return environ | _fields(scope["headers"])


def _reader(body: Waiting) -> Any:
    if not body.spool.size:
        return io.BytesIO()
    body.spool.seek(0)
    return io.BufferedReader(body.spool)


def _fields(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header fields. A name with an underscore could pass for another one, so it is left out."""
    found: dict[str, str] = {}
    for raw, value in headers:
        name = raw.decode("latin-1").upper()
        if "_" in name or name in _OURS:
            continue
        key = name.replace("-", "_") if name == "CONTENT-TYPE" else f"HTTP_{name.replace('-', '_')}"
        between = "; " if name == "COOKIE" else ","
        said = value.decode("latin-1")
        found[key] = f"{found[key]}{between}{said}" if key in found else said
    return found
