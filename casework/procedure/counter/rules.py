"""Whether two matters may be the same one, and what the counter has to say to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.kernel.terms import Refused
from casework.procedure.counter.terms import Likeness


class NotDecided(Refused):
    """Somebody has to say whether what looks the same is the same."""

    zh = "有疑似重复的。请在“可能是同一件事”里选：并入、关联，还是单独登记。"
    en = "There is a likely duplicate: choose to join, link or keep separate."


class NotAlikeAnyMore(Refused):
    """What was chosen has been closed or decided meanwhile."""

    zh = "选的那一件刚刚办结或者答复了，请重选。"
    en = "The one that was chosen has just been closed or decided; please choose again."


@dataclass(frozen=True)
class Matter:
    """What tells one matter from another. Empty or None: not known."""

    employer: str
    site: str = ""
    from_month: date | None = None
    to_month: date | None = None


def likeness(one: Matter, other: Matter, *, same_person: bool) -> tuple[Likeness, ...]:
    """In what two matters agree, as far as it is known."""
    found = (
        (Likeness.PERSON, same_person),
        (Likeness.EMPLOYER, one.employer == other.employer),
        (Likeness.SITE, bool(one.site) and one.site == other.site),
        (Likeness.MONTHS, _known(one, other) and _overlap(one, other)),
    )
    return tuple(way for way, holds in found if holds)


def must_be_decided(one: Matter, other: Matter, *, same_person: bool) -> bool:
    """The same person, or one employer, one site and one time: nothing known tells them apart."""
    if same_person:
        return True
    apart = (one.site and other.site and one.site != other.site) or (
        _known(one, other) and not _overlap(one, other)
    )
    return one.employer == other.employer and not apart


def _known(one: Matter, other: Matter) -> bool:
    return one.from_month is not None and other.from_month is not None


def _overlap(one: Matter, other: Matter) -> bool:
    """A time without a last month goes on."""
    if one.from_month is None or other.from_month is None:
        return False
    ends = (one.to_month or date.max, other.to_month or date.max)
    return one.from_month <= ends[1] and other.from_month <= ends[0]
