"""Work that comes back by itself, as rooms bring it, and the marks that it leaves.

Loads nothing that beat has no use for: beat reads this and no table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, runtime_checkable

from casework.kernel.terms import language


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A sign of life under one name, in the words of the banner and of the page that lists it."""

    name: str
    zh: str
    en: str
    #: without a sign for longer than this it is silent; None when nobody waits for it
    quiet: timedelta | None = None

    @property
    def label(self) -> str:
        return self.en if language.get() == "en" else self.zh


@dataclass(frozen=True, kw_only=True)
class Periodic(Mark):
    """Sent by beat, run by a worker, leaves its mark at its end. Any turn may be late or twice."""

    task: str
    #: seconds from one turn to the next
    every: int
    quiet: timedelta


@runtime_checkable
class Punctual(Protocol):
    """A room with such work. Asked by beat too, so it loads no table for its answer."""

    def periodic(self) -> tuple[Mark, ...]: ...


#: Beat and worker together: one sends the heartbeat, the other runs it.
TASKS = Periodic(
    name="tasks",
    zh="后台总心跳",
    en="heartbeat of the background",
    task="tasks.pulse.tick",
    every=15,
    quiet=timedelta(minutes=3),
)
RELAY = Periodic(
    name="relay",
    zh="消息传递",
    en="passing on of news",
    task="tasks.relay.tick",
    every=5,
    quiet=timedelta(minutes=5),
)
