"""Processes that must run: whoever dies is started again, later each time, until it is hopeless.

Ours, not a library's: circus and supervisor neither renew a web process without a gap nor hold our
socket, and need a second configuration; this is a hundred lines over ``subprocess``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence

from config.processes import Child, say

#: So many deaths of the same process within this time, and it is left dead.
_HOPELESS_AFTER, _WINDOW_SECONDS = 8, 600.0
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
#: A process that leaves finishes what it has begun, which may be a large file on a slow line.
_LEAVE_WITHIN = 600.0
_WEIGH_EVERY = 5.0


class Stopped(Exception):
    """The start or the run ends here; the message says why, empty when it was asked for."""


class Kept:
    """One process that is kept running."""

    def __init__(self, make: Callable[[], Child], start: Callable[[Child], object]):
        self.make, self._start = make, start
        self.child = make()
        self.deaths: list[float] = []
        self.again_at = 0.0
        self.given_up = False

    @property
    def children(self) -> list[Child]:
        return [self.child]

    def start(self) -> None:
        self._start(self.child)

    def stop(self) -> None:
        """At once; the next look starts another one."""
        self.child.stop(within=0)
        self.child.process = None

    def look(self, now: float) -> str | None:
        """Starts it when that is due; answers what there is to say."""
        if self.given_up:
            return None
        if self.child.process is None:
            if now >= self.again_at:
                self.start()
            return None
        if self.child.exit_code is None:
            return None
        return self._again(now, why="has ended")

    def has_hung(self, now: float) -> str:
        """It runs and does nothing: it is ended, and waited for as for one that died."""
        return self._again(now, why="has gone silent")

    def _again(self, now: float, *, why: str) -> str:
        words = self.child.last_words()
        self.stop()  # whoever is left of its group goes with it
        self.deaths = [at for at in self.deaths if now - at < _WINDOW_SECONDS] + [now]
        self.given_up = len(self.deaths) >= _HOPELESS_AFTER
        if self.given_up:
            times = f"{len(self.deaths)} times within {_WINDOW_SECONDS / 60:.0f} minutes"
            return f"{self.child.name} {why} {times}; it is not started again\n{words}"
        wait = min(_FIRST_WAIT * 2 ** (len(self.deaths) - 1), _LONGEST_WAIT)
        self.again_at = now + wait
        return f"{self.child.name} {why}; starting another one in {wait:g} s\n{words}"


class KeptWeb(Kept):
    """A process of the web server: one that has grown too large is followed by another, which
    serves before the former leaves. ``start`` answers a descriptor on which it says so."""

    def __init__(self, make: Callable[[], Child], start: Callable[[Child], int], *, largest: int):
        super().__init__(make, start)
        self._begin = start
        self.largest = largest
        self.successor: tuple[Child, int] | None = None
        self.leaving: list[tuple[Child, float]] = []
        self.weigh_at = 0.0

    @property
    def children(self) -> list[Child]:
        following = [self.successor[0]] if self.successor else []
        return [self.child, *following, *(child for child, _ in self.leaving)]

    def start(self) -> None:
        os.close(self._begin(self.child))

    def look(self, now: float) -> str | None:
        self._see_off(now)
        if self.successor:
            return self._hand_over(*self.successor, now=now)
        words = super().look(now)
        if words is None and self._is_too_large(now):
            follower = self.make()
            self.successor = follower, self._begin(follower)
            return f"{self.child.name} has grown too large; another one follows it"
        return words

    def _is_too_large(self, now: float) -> bool:
        if now < self.weigh_at:
            return False
        self.weigh_at = now + _WEIGH_EVERY
        return self.child.memory > self.largest

    def _hand_over(self, follower: Child, heard: int, *, now: float) -> str | None:
        if follower.exit_code is not None:
            self.successor = None
            os.close(heard)
            self.weigh_at = now + _LONGEST_WAIT
            return f"{follower.name} could not be followed\n{follower.last_words()}"
        if _says_something(heard):
            self.successor = None
            os.close(heard)
            self.child.ask_to_stop()
            self.leaving.append((self.child, now + _LEAVE_WITHIN))
            self.child = follower
        return None

    def _see_off(self, now: float) -> None:
        for child, until in list(self.leaving):
            if child.exit_code is not None or now > until:
                child.stop(within=0)
                self.leaving.remove((child, until))


def _says_something(descriptor: int) -> bool:
    try:
        return bool(os.read(descriptor, 1))
    except BlockingIOError:
        return False


def look_after(kept: Iterable[Kept], portal: Sequence[Kept]) -> None:
    """One look at each. Raises Stopped when nobody is left who serves people."""
    for one in kept:
        words = one.look(time.monotonic())
        if words:
            say(words.rstrip())
    if all(one.given_up for one in portal):
        raise Stopped("the web server does not stay up")
