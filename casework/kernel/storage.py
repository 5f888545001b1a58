"""Files that people bring and papers that the house issues: bytes under a random key.

Owns where bytes lie and that they are there before a key is handed out. Leaves names, types,
rights and hashes to the rooms that keep the key.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import shutil
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from casework.kernel.terms import Missing

_KEY = re.compile(r"[0-9a-f]{32}")


class Storage(Protocol):
    """Put once, never changed: another content is another key."""

    def put(self, content: bytes | IO[bytes]) -> str:
        """Keeps the content safely and answers its new key."""

    def open(self, key: str) -> IO[bytes]:
        """The content, to be read and closed. Raises Missing."""

    def delete(self, key: str) -> None:
        """Removes it; a key that is not there is already removed."""


class Directory:
    """Files in a directory on this machine, readable by this user alone."""

    def __init__(self, root: Path):
        self._root = root

    def put(self, content: bytes | IO[bytes]) -> str:
        key = _new_key()
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        try:
            self._write(draft, content)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        draft.replace(path)
        # the names too must be on the disk: the file's, and that of a directory just made
        _sync_directory(path.parent)
        _sync_directory(self._root)
        return key

    def open(self, key: str) -> IO[bytes]:
        try:
            return self._path(_checked(key)).open("rb")
        except FileNotFoundError:
            raise Missing from None

    def delete(self, key: str) -> None:
        self._path(_checked(key)).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._root / key[:2] / key

    @staticmethod
    def _write(path: Path, content: bytes | IO[bytes]) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(_stream(content), file)
            file.flush()
            os.fsync(file.fileno())


class Bucket:
    """Objects in a bucket of S3 or of a server that speaks its language."""

    def __init__(self, client: Any, bucket: str, prefix: str = ""):
        self._client = client
        self._bucket = bucket
        self._prefix = prefix

    def put(self, content: bytes | IO[bytes]) -> str:
        key = _new_key()
        self._client.upload_fileobj(_stream(content), self._bucket, self._prefix + key)
        return key

    def open(self, key: str) -> IO[bytes]:
        content = io.BytesIO()
        try:
            self._client.download_fileobj(self._bucket, self._prefix + _checked(key), content)
        except self._client.exceptions.ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
                raise Missing from None
            raise
        content.seek(0)
        return content

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._prefix + _checked(key))


_current: Storage | None = None


def configure(url: str) -> None:
    """Called once when the application is made. ``file:///path``, or
    ``s3://bucket/prefix?endpoint=https://…&region=…``; then boto3 must be installed, which finds
    its access keys where it always does."""
    global _current
    _current = at(url)


def current() -> Storage:
    """The storage of this application."""
    if _current is None:
        raise RuntimeError("storage is not configured")
    return _current


def at(url: str) -> Storage:
    """The storage that an address names."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Directory(Path(unquote(parts.path)))
    if parts.scheme == "s3":
        prefix = parts.path.strip("/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return Bucket(_s3_client(query), parts.netloc, f"{prefix}/" if prefix else "")
    raise ValueError(f"no storage is known by {parts.scheme}://")


def _s3_client(query: dict[str, str]) -> Any:
    import boto3  # large, and only needed where files lie elsewhere

    return boto3.client("s3", endpoint_url=query.get("endpoint"), region_name=query.get("region"))


def _new_key() -> str:
    return secrets.token_hex(16)


def _checked(key: str) -> str:
    """A key is only ever one of ours: anything else could be a path. Raises Missing."""
    if not _KEY.fullmatch(key):
        raise Missing
    return key


def _stream(content: bytes | IO[bytes]) -> IO[bytes]:
    return io.BytesIO(content) if isinstance(content, bytes) else content


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
