"""What a poster must say, and when it is of no use any more."""

from __future__ import annotations

from casework.doors.posters.terms import PosterFacts
from casework.kernel.terms import Refused

#: Of these letters the mark in a poster's address is made: none is taken for another.
MARK_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
MARK_LENGTH = 10


def is_mark(text: str) -> bool:
    """Whether this may be the mark of a poster at all."""
    return len(text) == MARK_LENGTH and set(text) <= set(MARK_LETTERS)


class PlaceNeeded(Refused):
    """A poster for nowhere fills nothing in."""

    zh = "请选服务中心，或者写工地、项目的名字。"
    en = "Choose a service centre, or write the name of the site or project."
    field = "place"


class CentreElsewhere(Refused):
    """The counter lies in another county than the one chosen."""

    zh = "这个服务中心不在所选的县区。"
    en = "This service centre lies in another county."
    field = "centre"


class PosterVoid(Refused):
    """A sheet is taken down once."""

    zh = "这张海报已经作废了。"
    en = "This poster is void already."


def check_poster(facts: PosterFacts, *, centre_area_id: int | None) -> None:
    """Raises PlaceNeeded, CentreElsewhere."""
    if facts.centre_id is None and not (facts.place or facts.project):
        raise PlaceNeeded
    if centre_area_id is not None and centre_area_id != facts.area_id:
        raise CentreElsewhere
