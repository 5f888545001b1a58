"""Words of posters: where one hangs."""

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.parties.terms import Industry


@dataclass(frozen=True)
class PosterFacts:
    """Where a poster hangs: at a counter, or on a site."""

    area_id: int
    centre_id: int | None = None
    project: str = ""
    place: str = ""
    industry: Industry = Industry.UNKNOWN
