"""Ask: posters of a county, and the one that somebody has scanned."""

from __future__ import annotations

from sqlalchemy import select

from casework.doors.posters import rules
from casework.doors.posters.models import Poster
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing


def posters(*, reach: Reach, after: str | None = None) -> Listing[Poster]:
    """Newest first; those that are void among them."""
    query = select(Poster).where(offices.within(reach, area=Poster.area_id))
    return paging.listing(query, Key(Poster.id, number, down=True), after=after)


def poster(poster_id: int, *, reach: Reach) -> Poster:
    """Raises Missing, also when it hangs outside the reach."""
    query = select(Poster).where(Poster.id == poster_id, offices.within(reach, area=Poster.area_id))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def find_poster(mark: str) -> Poster | None:
    """The poster with this mark, unless it is void."""
    plain = mark.lower()
    if not rules.is_mark(plain):
        return None
    query = select(Poster).where(Poster.mark == plain, Poster.voided_at.is_(None))
    return db.session.scalars(query).one_or_none()
