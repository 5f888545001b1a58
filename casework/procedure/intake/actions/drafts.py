"""Drafts: answers kept at each step, under the code that becomes the receipt's."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from casework.ground.cases.actions import evidence, pieces
from casework.ground.statute import queries as statute
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.procedure.intake.models.complaints import Draft
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries import evidence as evidence_queries
from casework.procedure.intake.rules import complaints as complaint_rules


def new_code() -> str:
    """Sixteen random digits: a draft's code, and the receipt's once it is filed."""
    digits = complaint_rules.RECEIPT_DIGITS
    return f"{secrets.randbelow(10**digits):0{digits}d}"


def start_draft(answers: Mapping[str, Any], *, code: str | None = None, now: datetime) -> Draft:
    """The first answer makes the draft, under the code that its page has shown.

    A second tap on that page finds the draft of the first.
    """
    code = code or new_code()
    draft = Draft(
        code_index=complaints.code_index(code),
        made_at=now,
        updated_at=now,
        expires_at=now + _draft_life(now),
    )
    draft.code = code
    draft.answers = json.dumps(answers, ensure_ascii=False)
    try:
        with db.session.begin_nested():
            db.session.add(draft)
            db.session.flush()
    except IntegrityError:
        earlier = complaints.find_draft(code)
        if earlier is None:
            raise
        keep_draft(earlier, answers, now=now)
        return earlier
    return draft


def keep_draft(draft: Draft, answers: Mapping[str, Any], *, now: datetime) -> None:
    """Keeps what is answered so far. Raises AlreadyFiled when it was handed in meanwhile."""
    held = lock(Draft, draft.id)
    if held.complaint_id is not None:
        raise complaint_rules.AlreadyFiled
    held.answers = json.dumps(answers, ensure_ascii=False)
    held.updated_at, held.expires_at = now, now + _draft_life(now)
    db.session.flush()


def _draft_life(now: datetime) -> timedelta:
    figure = statute.statute().figure(complaint_rules.DRAFT_DAYS_FIGURE, on=day_of(now))
    return timedelta(days=figure.whole)


def wipe_draft(draft: Draft, *, now: datetime) -> None:
    """At once and whole, files too: whoever sits down next finds nothing. A filed one stays."""
    held = lock(Draft, draft.id)
    if held.complaint_id is not None:
        return
    evidence.drop_files(held.id, now=now)
    pieces.drop_uploads(held.id, now=now)
    db.session.delete(held)
    db.session.flush()


def forget_files(draft_id: int, *, now: datetime) -> None:
    """Drops the files of a draft to which nobody came back. Again changes nothing."""
    lock(Draft, draft_id)
    if evidence_queries.are_files_left(draft_id, now=now):
        evidence.drop_files(draft_id, now=now)


def forget_draft(draft_id: int, *, now: datetime) -> None:
    """Nobody came back to it, or it has become a complaint; its files are gone before, since they
    are kept for less long. Again changes nothing."""
    db.session.execute(delete(Draft).where(Draft.id == draft_id, Draft.expires_at < now))
