"""Do: make a poster, take it down, count that a form was begun from it."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import update

from casework.doors.posters import rules
from casework.doors.posters.models import Poster
from casework.doors.posters.terms import PosterFacts
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.kernel.database import db, lock


def make_poster(facts: PosterFacts, *, by: Officer, now: datetime) -> Poster:
    """Raises PlaceNeeded, CentreElsewhere."""
    centre = offices.centre(facts.centre_id) if facts.centre_id else None
    rules.check_poster(facts, centre_area_id=centre.area_id if centre else None)
    mark = "".join(secrets.choice(rules.MARK_LETTERS) for _letter in range(rules.MARK_LENGTH))
    made = Poster(
        mark=mark,
        area_id=facts.area_id,
        centre_id=facts.centre_id,
        project=facts.project,
        place=facts.place,
        industry=facts.industry,
        made_at=now,
        made_by=by.id,
        starts=0,
    )
    db.session.add(made)
    db.session.flush()
    return made


def void_poster(poster: Poster, *, by: Officer, now: datetime) -> None:
    """From now on its code opens the first page and fills nothing in. Raises PosterVoid."""
    held = lock(Poster, poster.id)
    if held.voided_at is not None:
        raise rules.PosterVoid
    held.voided_at, held.voided_by = now, by.id
    db.session.flush()


def count_start(poster: Poster) -> None:
    """One more form begun from this sheet."""
    counted = update(Poster).where(Poster.id == poster.id).values(starts=Poster.starts + 1)
    db.session.execute(counted)
