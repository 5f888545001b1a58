"""Handing in files as a worker's browser does."""

from __future__ import annotations

import io
from typing import Any


def files(**named: bytes) -> list[tuple[io.BytesIO, str]]:
    """For the field ``files``: ``files(**{"照片.jpg": b"…"})``."""
    return [(io.BytesIO(content), name) for name, content in named.items()]


def hand_in(page: Any, named: dict[str, bytes], *, button: str | None = "stay", **more: Any) -> Any:
    """Sends the form of the page with these files; ``button`` None goes on to the next question."""
    values = {**page.form().values, **more, "files": files(**named)}
    if button:
        values[button] = "1"
    return page.client.ask("POST", page.form().url, values)
