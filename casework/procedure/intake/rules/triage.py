"""How pressing a complaint is, from what it says and what somebody at the desk has noted.

Nobody is put off for it: legal limits are the same for all. The figures are internal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from casework.ground.cases.rules.people import priority_of
from casework.ground.cases.terms import Priority, Trait
from casework.ground.statute.rules import calendar
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.ids import FigureId
from casework.kernel.terms import Refused

MASS_FIGURE = FigureId.CROWD_CITY_PEOPLE
MANY_FIGURE = FigureId.CROWD_PEOPLE
YEAR_END_FIGURE = FigureId.TRIAGE_YEAREND
OLD_FIGURE = FigureId.TRIAGE_OLD
MINOR_FIGURE = FigureId.TRIAGE_MINOR
#: What no answer of the form tells, and a clerk notes with his reason.
NOTED = (Trait.FLIGHT, Trait.HURT, Trait.HARDSHIP)


class WhyPressing(Refused):
    """What raises or lowers a complaint is noted with its reason."""

    zh = "请写明理由，会留下记录。"
    en = "Give the reason; it is kept on record."
    field = "reason"


@dataclass(frozen=True)
class Pressing:
    """What is known: how many people, when it came, their days of birth, what was noted."""

    people: int | None
    received_on: date
    births: tuple[date, ...] = ()
    noted: frozenset[Trait] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Triage:
    """The priority and its reasons."""

    priority: Priority
    traits: tuple[Trait, ...]


def triage(facts: Pressing, *, statute: Statute) -> Triage:
    """One reason raises a complaint; a crowd, a boss who flees, or two reasons make it urgent."""
    on, people = facts.received_on, facts.people or 0
    ages = [_age(born, on) for born in facts.births]
    found = (
        (Trait.MASS, people >= statute.figure(MASS_FIGURE, on=on).whole),
        (Trait.FLIGHT, Trait.FLIGHT in facts.noted),
        (Trait.MANY, people >= statute.figure(MANY_FIGURE, on=on).whole),
        (Trait.MINOR, any(age < statute.figure(MINOR_FIGURE, on=on).whole for age in ages)),
        (Trait.HURT, Trait.HURT in facts.noted),
        (Trait.HARDSHIP, Trait.HARDSHIP in facts.noted),
        (Trait.OLD, any(age >= statute.figure(OLD_FIGURE, on=on).whole for age in ages)),
        (Trait.YEAR_END, _is_year_end(on, days=statute.figure(YEAR_END_FIGURE, on=on).whole)),
    )
    traits = said_once({trait for trait, holds in found if holds})
    return Triage(priority_of(traits), traits)


def said_once(traits: Collection[Trait]) -> tuple[Trait, ...]:
    """In their order. A mass incident is many people; and among many somebody is always old."""
    needless = set()
    if Trait.MASS in traits:
        needless |= {Trait.MANY, Trait.OLD}
    if Trait.MANY in traits:
        needless.add(Trait.OLD)
    return tuple(trait for trait in Trait if trait in traits and trait not in needless)


def check_why(reason: str) -> None:
    """Raises WhyPressing."""
    if not reason.strip():
        raise WhyPressing


def _age(born: date, on: date) -> int:
    """In whole years, on the birthday itself one more."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _is_year_end(on: date, *, days: int) -> bool:
    """Whether the Spring Festival is so near that people go home, and want their money."""
    festival = calendar.next_spring_festival(on)
    return festival is not None and (festival - on).days <= days
