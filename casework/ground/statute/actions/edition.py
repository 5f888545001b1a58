"""Telling every process that the statute has changed."""

from __future__ import annotations

from sqlalchemy import update

from casework.ground.statute import queries
from casework.ground.statute.models import Edition
from casework.kernel.database import db, new_id
from casework.kernel.once import insert_unless_there

_ONLY = 1


def new_edition() -> None:
    """The same transaction that changes an entry gives the whole a new number."""
    db.session.flush()
    if not insert_unless_there(Edition, id=_ONLY, number=new_id()):
        db.session.execute(update(Edition).values(number=new_id()))
    queries.forget_edition()
