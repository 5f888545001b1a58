"""Do: make a machine a kiosk, begin a visit at it, and forget whoever was there."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update

from casework.doors.kiosks import queries
from casework.doors.kiosks.models import Kiosk, Visit
from casework.doors.kiosks.terms import Leaving
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Centre
from casework.kernel.database import db, lock
from casework.procedure.intake.actions import drafts
from casework.procedure.intake.models.complaints import Draft
from casework.procedure.intake.queries import complaints

_KEY_BYTES = 32


def set_up_kiosk(centre: Centre, *, by: Officer, now: datetime) -> str:
    """The key that the machine keeps."""
    key = secrets.token_urlsafe(_KEY_BYTES)
    db.session.add(
        Kiosk(
            key_index=queries.kiosk_index(key), centre_id=centre.id, set_up_by=by.id, set_up_at=now
        )
    )
    db.session.flush()
    return key


def end_kiosk(kiosk: Kiosk, *, by: Officer, now: datetime) -> None:
    """The machine is an ordinary one again, wherever it stands."""
    held = lock(Kiosk, kiosk.id)
    if held.ended_at is None:
        held.ended_at, held.ended_by = now, by.id
        db.session.flush()


def begin_visit(kiosk_id: int, *, now: datetime) -> Visit:
    visit = Visit(kiosk_id=kiosk_id, began_at=now, seen_at=now)
    db.session.add(visit)
    db.session.flush()
    return visit


def note_visit_seen(visit_id: int, *, now: datetime) -> None:
    """Somebody is still there. A visit that is over stays over."""
    query = update(Visit).where(Visit.id == visit_id, Visit.ended_at.is_(None))
    db.session.execute(query.values(seen_at=now))


def note_drafts_of_visit(visit_id: int, *, codes: Iterable[str]) -> None:
    """What was begun here goes with the visit; what is from before or elsewhere is only opened."""
    visit = db.session.get(Visit, visit_id)
    if visit is None or visit.ended_at is not None:
        return
    for code in codes:
        draft = complaints.find_draft(code)
        if draft is not None and draft.made_at >= visit.began_at:
            draft.visit_id = visit.id
    db.session.flush()


def take_draft_along(draft: Draft, *, now: datetime) -> None:
    """It was opened on another device: the kiosk forgets it, and the draft stays."""
    if draft.visit_id is not None:
        end_visit(draft.visit_id, how=Leaving.MOVED, now=now)


def end_visit(visit_id: int, *, how: Leaving, now: datetime) -> None:
    """Once. What was begun here goes too, unless it was taken along or handed in."""
    visit = lock(Visit, visit_id)
    if visit.ended_at is not None:
        return
    visit.ended_at, visit.ended_how = now, how
    for draft in queries.drafts_of_visit(visit.id):
        draft.visit_id = None
        if how is not Leaving.MOVED:
            drafts.wipe_draft(draft, now=now)
    db.session.flush()
