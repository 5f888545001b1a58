"""Who writes next on SQLite, which lets one write at a time: tickets, in the order of asking.

Owns the queue inside this process and the lock on one file between processes, both taken before
BEGIN IMMEDIATE and given back when the transaction is over. Readers never come here. Without it
SQLite lets waiting writers try again at times of its own, and the unlucky give up.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from pathlib import Path

#: How long the first of the queue sleeps before it tries the lock between processes again.
_TRY_EVERY_SECONDS = 0.001
#: After writing, a process with more who wait holds back for so long: another one gets its turn.
_MANNERS_SECONDS = 0.002
#: Who waits longer than this is told that the system is busy.
PATIENCE_SECONDS = 30.0


class TooManyWait(Exception):
    """The queue is full, or the wait was too long."""


class Queue:
    """The queue of one database file, seen from one process.

    ``most`` is how many may wait at once, so that threads stay free for those who only read.
    """

    def __init__(self, lock_file: Path, *, most: int | None = None):
        self._file, self._most = lock_file, most
        self._begin_anew()
        os.register_at_fork(after_in_child=self._begin_anew)

    _handle: int | None = None

    def _begin_anew(self) -> None:
        """A forked process has nobody waiting, and shares no lock with its parent."""
        if self._handle is not None:
            os.close(self._handle)
        # a connection that is collected within may give its turn back
        self._guard = threading.RLock()
        self._waiting: deque[threading.Event] = deque()
        self._busy = False
        self._handle = None
        self._let_go_at = 0.0

    def limit(self, most: int) -> None:
        """From now on no more than this may wait."""
        self._most = most

    def take(self, patience: float = PATIENCE_SECONDS) -> None:
        """Waits for the turn. Raises TooManyWait."""
        until = time.monotonic() + patience
        stood = self._stand_in_line(until)
        try:
            self._lock(until, politely=stood)
        except BaseException:
            self._next()
            raise

    def give_back(self) -> None:
        """The transaction is over."""
        if self._handle is not None:
            fcntl.flock(self._handle, fcntl.LOCK_UN)
        self._let_go_at = time.monotonic()
        self._next()

    def _stand_in_line(self, until: float) -> bool:
        """Whether others of this process were before."""
        with self._guard:
            if not self._busy:
                self._busy = True
                return False
            if self._most is not None and len(self._waiting) >= self._most:
                raise TooManyWait
            turn = threading.Event()
            self._waiting.append(turn)
        if not turn.wait(until - time.monotonic()):
            with self._guard:
                if not turn.is_set():
                    self._waiting.remove(turn)
                    raise TooManyWait
        return True

    def _next(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._busy = False

    def _lock(self, until: float, *, politely: bool) -> None:
        """Only the first of this process comes here, so it does not mind trying again and again;
        where one comes after the other, those of other processes may try in between."""
        if self._handle is None:
            self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        manners = self._let_go_at + _MANNERS_SECONDS - time.monotonic()
        if politely and manners > 0:
            time.sleep(manners)
        while True:
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise TooManyWait from None
                time.sleep(_TRY_EVERY_SECONDS)
            else:
                return


_queues: dict[Path, Queue] = {}
_queues_guard = threading.Lock()


def queue_of(database: str) -> Queue | None:
    """The queue of a database file; none for a database in memory."""
    if database in ("", ":memory:"):
        return None
    file = Path(database).resolve()
    with _queues_guard:
        if file not in _queues:
            _queues[file] = Queue(file.with_name(f"{file.name}.writer"))
        return _queues[file]
