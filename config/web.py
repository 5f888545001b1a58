"""The web server: processes on one listening socket, each renewed when it has grown too large.

``python -m config.web`` serves; ``python -m config.web SOCKET READY`` is one of its processes.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

from config.keeping import KeptWeb, Stopped, look_after
from config.processes import Child, stop_together
from config.settings import Settings, UnsafeSettings

_BACKLOG = 1024
_KEEP_ALIVE_SECONDS = 5
_LARGEST_HEAD = 32 * 1024
#: What may wait on the disk for slow senders and readers, in each process.
_MOST_WAITING = 2 * 1024**3
_LOOK_EVERY = 0.2
_STOP_WITHIN = 15.0
#: Many threads share few heaps, and large pieces go back to the machine. With a heap for each
#: thread, 32 sign-ins at once (19 MiB each) left 650 MB behind; with these, 14 MB.
FEW_HEAPS = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}


def listen(settings: Settings) -> socket.socket:
    """The socket that all processes share. Raises OSError."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((settings.host, settings.port))
    listening.listen(_BACKLOG)
    return listening


def processes(settings: Settings, listening: socket.socket, log: Path | None) -> list[KeptWeb]:
    """All processes of the web server, not yet started."""
    os.environ.update(FEW_HEAPS)
    start = partial(_start, listening)
    largest = settings.web_memory_mb * 1024 * 1024
    names = [f"web-{number + 1}" for number in range(settings.web_processes)]
    return [KeptWeb(partial(Child, name, log), start, largest=largest) for name in names]


def _start(listening: socket.socket, child: Child) -> int:
    """Answers the descriptor on which the process says that it serves."""
    heard, said = os.pipe()
    fds = (listening.fileno(), said)
    child.python("config.web", *map(str, fds), pass_fds=fds)
    os.close(said)
    os.set_blocking(heard, False)
    return heard


def serve(listening: socket.socket, ready: int) -> None:
    """Serves until asked to stop; says over ``ready`` (a file descriptor) when it begins."""
    from uvicorn import Config

    from casework.web.connections import Connection, WebServer
    from casework.web.spooled import Spooled
    from casework.web.uploads import FILES_BYTES
    from wsgi import app, settings

    _use_all_descriptors()
    tempfile.tempdir = str(_waiting_room(settings))
    spooled = Spooled(
        app,
        threads=settings.web_threads,
        most_body=FILES_BYTES,
        most_waiting=_MOST_WAITING,
    )
    config = Config(
        spooled,
        http=Connection,
        ws="none",
        lifespan="off",
        interface="asgi3",
        access_log=False,
        log_level="critical",
        proxy_headers=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        ssl_version=ssl.PROTOCOL_TLS_SERVER,
    )
    server = WebServer(config, spooled, begun=partial(_say_so, ready))
    server.run(sockets=[listening])


def _say_so(ready: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody waits for the first one
        os.write(ready, b".")
    os.close(ready)


def _use_all_descriptors() -> None:
    """Connections and what waits for them need more of them than a process begins with."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _waiting_room(settings: Settings) -> Path:
    """Not the machine's temporary directory, which may lie in memory."""
    place = settings.data_dir / "waiting"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def main() -> int:
    """0 when it was asked to stop, 1 when nothing serves any more, 2 when it may not start."""
    # in another process: this one stays small, and its children start from little
    if subprocess.run([sys.executable, "-m", "config.safety"], check=False).returncode:
        return 2
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: asked_to_stop.set())
    try:
        settings = Settings.from_env()
        webs = processes(settings, listen(settings), None)
    except (UnsafeSettings, OSError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    try:
        while not asked_to_stop.wait(_LOOK_EVERY):
            look_after(webs, webs)
    except Stopped as reason:
        sys.stderr.write(f"casework: {reason}\n")
        return 1
    finally:
        stop_together([child for web in webs for child in web.children], within=_STOP_WITHIN)
    return 0


if __name__ == "__main__":
    if sys.argv[1:]:
        serve(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
    else:
        sys.exit(main())
