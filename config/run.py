"""The supervisor: starts everything in order, keeps it running, stops in order.

Valkey; a demo's upgrade, and its city on a first start; checks; then web, worker and beat. While it
starts, a process that ends ends all; afterwards it is started again, as is a beat that has gone
silent, since it can hang without ending. The web server goes on meanwhile.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import ssl
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

from config import valkey, web
from config.keeping import Kept, Stopped, look_after
from config.processes import Child, make_room, say, stop_together
from config.settings import BEAT_SECONDS, Settings, UnsafeSettings

_LOOK_EVERY = 0.2
_STOP_WITHIN = 15.0
_SILENT_AFTER = 3 * BEAT_SECONDS
#: A beat that has just been started is still importing.
_STARTING = 30.0


class System:
    """All processes of one data directory."""

    def __init__(self, settings: Settings, listening: socket.socket):
        self.settings = settings
        self.asked_to_stop = threading.Event()
        logs = self._logs()
        self.step = Child("setup", logs)
        # upgrade and city say on the console what they do
        self.city = Child("demo", None)
        self.queue = Kept(partial(Child, "valkey", logs), self._start_queue)
        self.worker = Kept(partial(Child, "worker", logs), _start_worker)
        self.beat = Kept(partial(Child, "beat", logs), self._start_beat)
        self.webs = web.processes(settings, listening, logs)
        self.last_tick = (0, 0.0)

    def _logs(self) -> Path | None:
        """A demo keeps its console for its reader; in production a service manager listens."""
        if not self.settings.demo:
            return None
        make_room(self.settings.data_dir / "logs")
        return self.settings.data_dir / "logs" / "any"

    def prepare(self) -> None:
        """Everything that must be there before anybody is served."""
        if self.settings.embedded_valkey:
            self.queue.start()
            self._until(lambda: valkey.answers(self.settings.data_dir))
        if self.settings.demo:
            self._prepare_demo()
        self._run(self.step, "config.safety")

    def _prepare_demo(self) -> None:
        """A demo upgrades itself; production is upgraded by whoever has the owner's address."""
        say("Preparing the database ...")
        self._run(self.city, "flask", "--app", "wsgi", "upgrade")
        if not self.settings.sign_ins_file.exists():
            say("Building the demo city; this happens once ...")
            self._run(self.city, "flask", "--app", "wsgi", "demo", "load")

    @property
    def kept(self) -> list[Kept]:
        """Everybody who is kept running."""
        queue = [self.queue] if self.settings.embedded_valkey else []
        return [*queue, *self.webs, self.worker, self.beat]

    def serve(self) -> None:
        """Runs until asked to stop. Raises Stopped."""
        for one in (*self.webs, self.worker, self.beat):
            one.start()
        say("Starting ...")
        self._until(self._answers)
        self._announce()
        while not self.asked_to_stop.wait(_LOOK_EVERY):
            look_after(self.kept, self.webs)
            self.look_after_beat()
        raise Stopped

    def stop(self) -> None:
        """Beat, worker and web first, the queue that they use last."""
        web_children = [child for one in self.webs for child in one.children]
        others = [self.city, self.step, self.beat.child, self.worker.child]
        stop_together([*others, *web_children], within=_STOP_WITHIN)
        had_queue = self.queue.child.process is not None
        stop_together([self.queue.child], within=_STOP_WITHIN)
        if had_queue:
            valkey.clear(self.settings.data_dir)

    def _start_queue(self, child: Child) -> None:
        child.start(partial(valkey.start, self.settings.data_dir))

    def _start_beat(self, child: Child) -> None:
        self.last_tick = (self._beat_wrote(), time.monotonic() + _STARTING)
        child.python("tasks", "beat")

    def look_after_beat(self) -> None:
        """A beat can hang without ending: one that is silent is followed as if it had died."""
        if self._beat_is_silent():
            say(self.beat.has_hung(time.monotonic()).rstrip())

    def _beat_is_silent(self) -> bool:
        """Watches the file change, by a clock that nobody can set. Who is not running is not
        silent: the next one is waited for."""
        if self.beat.child.process is None:
            return False
        if self._beat_wrote() != self.last_tick[0]:
            self.last_tick = (self._beat_wrote(), time.monotonic())
        return time.monotonic() - self.last_tick[1] > _SILENT_AFTER

    def _beat_wrote(self) -> int:
        try:
            return self.settings.beat_file.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def _run(self, step: Child, *module: str) -> None:
        step.python(*module)
        while step.exit_code is None:
            self._pause()
        if step.exit_code:
            raise Stopped(f"{' '.join(module)} failed\n{step.last_words()}")
        step.process = None

    def _until(self, ready: Callable[[], bool]) -> None:
        while not ready():
            self._pause()

    def _pause(self) -> None:
        """A short wait while we start. Raises Stopped when asked to, or when one has ended."""
        if self.asked_to_stop.wait(_LOOK_EVERY):
            raise Stopped
        for child in (one.child for one in self.kept):
            if child.exit_code is not None:
                raise Stopped(f"{child.name} has ended\n{child.last_words()}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self._local("/healthz"), timeout=2, context=_unchecked()):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def _local(self, path: str) -> str:
        """Ourselves, from this machine: a server on all addresses is also on the local one."""
        scheme = "https" if self.settings.tls_cert else "http"
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.settings.host, self.settings.host)
        return f"{scheme}://{host}:{self.settings.port}{path}"

    def _announce(self) -> None:
        say(f"\ncasework is at {self.settings.base_url}    (Ctrl-C stops it)")
        if self.settings.demo and self.settings.sign_ins_file.exists():
            say(f"\nSign-ins, kept in {self.settings.sign_ins_file}:\n")
            say(self.settings.sign_ins_file.read_text())


def _start_worker(child: Child) -> None:
    child.python("tasks", "worker")


def _unchecked() -> ssl.SSLContext:
    """Our own certificate is made for the public name, not for this machine's inner one."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _only_one(data_dir: Path) -> int:
    """Held while we run. Raises Stopped when another system runs on this data directory."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(data_dir / "running", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Stopped(f"another system is running on {data_dir}; choose DATA_DIR=...") from None
    return lock


def _listen(settings: Settings) -> socket.socket:
    """Raises Stopped when somebody else listens there."""
    try:
        return web.listen(settings)
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise Stopped(f"cannot use {place}: {error.strerror}; choose PORT=...") from None


def main() -> int:
    """0 when it was asked to stop, 1 when something went wrong, 2 when it may not start."""
    try:
        settings = Settings.from_env()
    except UnsafeSettings as refusal:
        say(str(refusal))
        return 2
    os.environ["DATA_DIR"] = str(settings.data_dir)
    os.environ["MODE"] = settings.mode
    try:
        _only_one(settings.data_dir)
        system = System(settings, _listen(settings))
    except Stopped as reason:
        say(f"casework: {reason}")
        return 1
    return _run(system)


def _run(system: System) -> int:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: system.asked_to_stop.set())
    try:
        system.prepare()
        system.serve()
    except Stopped as reason:
        if str(reason):
            say(f"casework: {reason}")
    finally:
        system.stop()
    return 0 if system.asked_to_stop.is_set() else 1


if __name__ == "__main__":
    sys.exit(main())
