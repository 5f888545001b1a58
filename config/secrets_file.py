"""The secrets of a demo: made once, kept in the data directory, marked so that they are known.

Every demo key begins with the same four bytes, so production can refuse one wherever it was
copied to; 28 random bytes remain.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

_MARK = b"demo"
_NAMES = ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY")


def is_demo(key: bytes) -> bool:
    return key.startswith(_MARK)


def made_once(data_dir: Path) -> dict[str, str]:
    """The secrets kept in this data directory; the first caller makes them."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / "demo-secrets.json"
    if not path.exists():
        _write_first(path, json.dumps({name: _fresh() for name in _NAMES}))
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def _fresh() -> str:
    return base64.b64encode(_MARK + secrets.token_bytes(28)).decode()


def _write_first(path: Path, text: str) -> None:
    """Whole or not at all, and never over another process's file."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its secrets count
    finally:
        draft.unlink()
