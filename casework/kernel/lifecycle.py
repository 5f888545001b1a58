"""One table of moves for each kind of thing that has a state.

Buttons, pages and tests read the same table; state changes only through it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from casework.kernel.terms import LabelEnum, Refused

S = TypeVar("S", bound=LabelEnum)


class NoSuchMove(Refused):
    """The table has no such move from the present state."""

    zh = "现在不能办这一步，可能别人已经办过了。请看最新情况。"
    en = "This is not possible now; someone may have done it already."


@dataclass(frozen=True)
class Move(Generic[S]):
    """A verb that leads from any of ``sources`` to ``target``."""

    verb: str
    sources: tuple[S, ...]
    target: S


class Lifecycle(Generic[S]):
    """The moves of one kind of thing, from its ``start`` to its ``ends``."""

    def __init__(self, start: S, moves: Iterable[Move[S]], *, ends: tuple[S, ...]):
        self.start = start
        self.moves = tuple(moves)
        self.ends = ends

    @property
    def states(self) -> type[S]:
        return type(self.start)

    def verbs(self, state: S) -> list[str]:
        """What may be done in this state, in the order of the table."""
        return [move.verb for move in self.moves if state in move.sources]

    def after(self, state: S, verb: str) -> S:
        """The state that ``verb`` leads to. Raises NoSuchMove."""
        for move in self.moves:
            if move.verb == verb and state in move.sources:
                return move.target
        raise NoSuchMove
