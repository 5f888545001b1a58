"""The virus scanner of the house, where it has one: clamd, over TCP or a local socket.

Owns the conversation. Whether a file was scanned is kept by its row; a scanner that is away has
found nothing, and that is never called clean.
"""

from __future__ import annotations

import re
import socket
from typing import IO
from urllib.parse import unquote, urlsplit

_WAIT_SECONDS = 30
_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096
_DEFAULT_PORT = 3310
_FOUND = re.compile(r"stream: (.{1,200}) FOUND")


class ScannerAway(Exception):
    """No scanner is set, or it did not answer as one does."""


_url: str | None = None


def configure(url: str | None) -> None:
    """Called once when the application is made. ``tcp://host:3310`` or ``unix:///path``; nothing
    is opened before the first file is scanned."""
    global _url
    _url = url


def is_set() -> bool:
    """Whether this house has a scanner at all."""
    return _url is not None


def scan(content: IO[bytes]) -> str | None:
    """The name of what was found; None when the file is clean. Raises ScannerAway."""
    try:
        with _connection() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := content.read(_PIECE):
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            answer = line.makefile("rb").readline(_LONGEST_ANSWER)
    except OSError as error:
        raise ScannerAway from error
    return _judged(answer.decode("utf-8", "replace").strip("\0\n "))


def _judged(answer: str) -> str | None:
    if answer == "stream: OK":
        return None
    found = _FOUND.fullmatch(answer)
    if found is None:
        raise ScannerAway(answer)
    return found[1]


def _connection() -> socket.socket:
    if _url is None:
        raise ScannerAway
    parts = urlsplit(_url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_WAIT_SECONDS)
        line.connect(unquote(parts.path))
        return line
    address = (parts.hostname or "127.0.0.1", parts.port or _DEFAULT_PORT)
    return socket.create_connection(address, timeout=_WAIT_SECONDS)
