"""Words of what a worker may do with his opened matter, and of what he has asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One thing that he may do now: where it leads, its words, and its picture."""

    endpoint: str
    words: str
    note: str
    picture: str


@dataclass(frozen=True)
class Asked:
    """One request as its worker reads it: what, when, how far, and the answer."""

    words: str
    state: str
    answer: str
