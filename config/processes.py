"""One process of the running system: started in a group of its own, ended for certain."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PR_SET_PDEATHSIG = 1
_LARGEST_LOG_BYTES = 20_000_000
_LAST_LINES = 15


def _end_with_parent() -> None:
    # a supervisor that is killed takes its processes with it; elsewhere than on Linux it cannot
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process with a name; its words go to a log file, or to the console without one."""

    def __init__(self, name: str, log: Path | None):
        self.name = name
        self.log = log and log.with_name(f"{name}.log")
        self.process: subprocess.Popen[bytes] | None = None

    def python(self, *words: str, pass_fds: tuple[int, ...] = ()) -> None:
        """Starts a Python module of ours."""
        command = [sys.executable, "-m", *words]
        self.start(partial(subprocess.Popen, command, pass_fds=pass_fds))

    def start(self, popen: Any) -> None:
        """Starts through ``popen``, which gets the keywords of subprocess.Popen."""
        with contextlib.ExitStack() as stack:
            words = stack.enter_context(self.log.open("ab")) if self.log else None
            self.process = popen(
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    @property
    def exit_code(self) -> int | None:
        return self.process.poll() if self.process else None

    @property
    def memory(self) -> int:
        """Bytes of the machine's memory that it holds now; 0 where nobody can say."""
        if not self.process:
            return 0
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * resource.getpagesize()

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self, *, within: float) -> None:
        """Waits for the end after asking; then ends the whole group, whoever is left of it."""
        if not self.process:
            return
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(within)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_words(self) -> str:
        if not self.log or not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-_LAST_LINES:])


def stop_together(children: list[Child], *, within: float) -> None:
    """Asks all of them first, so that the slowest sets the time."""
    deadline = time.monotonic() + within
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop(within=max(0.0, deadline - time.monotonic()))


def make_room(logs: Path) -> None:
    """Keeps one former log file of each process once a log has grown large."""
    logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for log in logs.glob("*.log"):
        if log.stat().st_size > _LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))


def say(words: str) -> None:
    """A line on the console, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
