"""Sealed files: bytes go into the storage encrypted, and come back as they arrived.

Each file has a key of its own, which the caller keeps in a sealed field of its row: with the row
the key is gone, and what is left in the storage opens for nobody. A file is sealed in pieces, so
its size costs no memory; a piece that is changed, moved, or cut off does not open.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.kernel import storage, unreadable
from casework.kernel.crypto import CannotUnseal
from casework.kernel.files import Format, safe_name
from casework.kernel.recognition import recognise

_KEY_BYTES = 32
_PIECE = 64 * 1024
_TAG = 16
_SEALED_PIECE = _PIECE + _TAG


@dataclass(frozen=True)
class Kept:
    """A file in the storage: where it lies, what opens it, how large it was and its SHA-256."""

    key: str
    secret: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Arrived:
    """A file that was brought, is what it says, and lies sealed in the storage.

    ``shrunk``: the browser had made a photo smaller before it was sent.
    """

    name: str
    format: Format
    kept: Kept
    shrunk: bool = False


def take_in(name: str, content: IO[bytes], *, shrunk: bool = False) -> Arrived:
    """Looks at a file and puts it away. Raises BadFile."""
    called = safe_name(name)
    recognised = recognise(called, content)
    return Arrived(called, recognised, put(content), shrunk)


def put(content: IO[bytes]) -> Kept:
    """Seals the content from where the stream stands, in one pass."""
    secret = secrets.token_bytes(_KEY_BYTES)
    sealing = _Sealing(content, AESGCM(secret))
    key = storage.current().put(sealing)  # type: ignore[arg-type]
    return Kept(key, secret.hex(), sealing.size, sealing.digest.hexdigest())


def opened(key: str, secret: str) -> IO[bytes]:
    """The content, to be read, sought in, and closed. Raises Missing, CannotUnseal."""
    if unreadable.is_in(secret):
        raise CannotUnseal
    unsealing = _Unsealing(storage.current().open(key), AESGCM(bytes.fromhex(secret)))
    content = io.BufferedReader(unsealing, buffer_size=_PIECE)
    try:
        # whatever cannot be read says so before anything of it is sent
        content.peek(1)
    except CannotUnseal:
        content.close()
        unreadable.in_place_of("file", key)
        raise
    return content


def delete(key: str) -> None:
    """Removes it; what is not there is already removed."""
    storage.current().delete(key)


def _nonce(number: int, *, last: bool) -> bytes:
    """The place of a piece, and whether the file ends with it: each key seals one file only."""
    return number.to_bytes(11, "big") + bytes([last])


class _Sealing(io.RawIOBase):
    """Reads plain, gives out sealed."""

    def __init__(self, plain: IO[bytes], cipher: AESGCM):
        self.size = 0
        self.digest = hashlib.sha256()
        self._plain, self._cipher = plain, cipher
        self._number = 0
        self._next: bytes | None = self._whole()
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._ready:
            self._ready = self._sealed()
        given = self._ready[: len(buffer)]
        buffer[: len(given)] = given
        self._ready = self._ready[len(given) :]
        return len(given)

    def _sealed(self) -> bytes:
        piece = self._next
        if piece is None:
            return b""
        following = self._whole() if len(piece) == _PIECE else b""
        self._next = following or None
        self.size += len(piece)
        self.digest.update(piece)
        sealed = self._cipher.encrypt(_nonce(self._number, last=not following), piece, None)
        self._number += 1
        return sealed

    def _whole(self) -> bytes:
        """The next piece in full: a stream may give less than it is asked for."""
        parts, missing = [], _PIECE
        while missing and (part := self._plain.read(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


class _Unsealing(io.RawIOBase):
    """Reads sealed, gives out plain, from any place."""

    def __init__(self, sealed: IO[bytes], cipher: AESGCM):
        self._sealed, self._cipher = sealed, cipher
        whole = sealed.seek(0, os.SEEK_END)
        self._pieces = max(-(-whole // _SEALED_PIECE), 1)
        self._size = whole - self._pieces * _TAG
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, within = divmod(self._at, _PIECE)
        given = self._piece(number)[within : within + len(buffer)]
        buffer[: len(given)] = given
        self._at += len(given)
        return len(given)

    def close(self) -> None:
        self._sealed.close()
        super().close()

    def _piece(self, number: int) -> bytes:
        if self._held[0] != number:
            self._sealed.seek(number * _SEALED_PIECE)
            sealed = self._sealed.read(_SEALED_PIECE)
            nonce = _nonce(number, last=number == self._pieces - 1)
            try:
                self._held = (number, self._cipher.decrypt(nonce, sealed, None))
            except InvalidTag as error:
                raise CannotUnseal from error
        return self._held[1]
