"""Where a file waits while a request brings it: in memory while small, else sealed on the disk.

The key is made for this one file and never leaves the process, so that nothing of it can be read
in a temporary directory, neither now nor when the machine has been switched off in the middle.
"""

from __future__ import annotations

import io
import os
import secrets
import tempfile

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_IN_MEMORY = 256 * 1024
_BLOCK = 16


class Spool(io.RawIOBase):
    """Written once from start to end, then read from any place. What comes after ``most`` bytes is
    counted and thrown away: ``size`` tells how much was brought."""

    def __init__(self, most: int, *, in_memory: int = _IN_MEMORY):
        self.size = 0
        self._most, self._at = most, 0
        self._kept = 0
        self._cipher = Cipher(algorithms.AES(secrets.token_bytes(32)), modes.CTR(bytes(_BLOCK)))
        self._sealing = self._cipher.encryptor()
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        piece = bytes(data[: max(self._most - self._kept, 0)])
        self._file.seek(0, os.SEEK_END)
        self._file.write(self._sealing.update(piece))
        self._kept += len(piece)
        self.size += len(data)
        self._at = self._kept
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._kept}[whence]
        self._at = max(start + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        block, within = divmod(self._at, _BLOCK)
        self._file.seek(self._at)
        sealed = self._file.read(len(buffer))
        counter = Cipher(self._cipher.algorithm, modes.CTR(block.to_bytes(_BLOCK, "big")))
        opening = counter.decryptor()
        opening.update(bytes(within))
        buffer[: len(sealed)] = opening.update(sealed)
        self._at += len(sealed)
        return len(sealed)

    def close(self) -> None:
        self._file.close()
        super().close()
