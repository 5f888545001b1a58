"""Ask: whether an opened matter or log was closed again by its person."""

from __future__ import annotations

from sqlalchemy import exists, select

from casework.doors.portal.models.openings import EndedOpening
from casework.kernel import crypto
from casework.kernel.database import db


def opening_index(ticket: str) -> str:
    """The keyed hash under which the end of an opening is kept."""
    return crypto.blind("opening.ticket", ticket)


def is_ended(ticket: str) -> bool:
    query = select(exists().where(EndedOpening.key == opening_index(ticket)))
    return bool(db.session.scalar(query))
