"""Posters: one for a site, made today."""

from __future__ import annotations

from typing import Any

from casework.doors.posters import actions
from casework.doors.posters.models import Poster
from casework.doors.posters.terms import PosterFacts
from casework.kernel import clock
from tests.factories import identity, offices


def poster(*, area: str = offices.HOME, **values: Any) -> Poster:
    """A sheet for a site, made by a clerk of its county."""
    facts = PosterFacts(**{"area_id": offices.area(code=area).id, "project": "演示花园一期",
                           "place": "演示路工地", **values})  # fmt: skip
    clerk = identity.officer(role="clerk", area=area)
    return actions.make_poster(facts, by=clerk, now=clock.now())
