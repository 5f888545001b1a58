"""Do: move a case, write down what happened in it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import datetime

from casework.ground.cases.models.case import Case, TimelineEntry
from casework.ground.cases.rules import stages
from casework.ground.cases.terms import Change, EntryKind, Event, Subject
from casework.ground.identity.models import Officer
from casework.kernel.database import db
from casework.kernel.terms import LabelEnum


def move(case: Case, verb: str) -> None:
    """Through the table only. Raises NoSuchMove."""
    case.stage = stages.LIFECYCLE.after(case.stage, verb)


def record(
    case: Case,
    *,
    event: LabelEnum,
    kind: EntryKind = EntryKind.STEP,
    text: str = "",
    changes: Sequence[Change] = (),
    to_worker: bool = False,
    subject: tuple[Subject, int] | None = None,
    by: Officer | None,
    now: datetime,
) -> TimelineEntry:
    """One timeline entry. ``event`` gives the words, as they stand today, in both languages."""
    entry = TimelineEntry(
        case_id=case.id,
        at=now,
        officer_id=by.id if by else None,
        kind=kind,
        event=event.value,
        what_zh=event.zh,
        what_en=event.en,
        to_worker=to_worker,
        subject_kind=subject[0].value if subject else None,
        subject_id=subject[1] if subject else None,
    )
    if changes:
        entry.changes = json.dumps([dataclasses.asdict(c) for c in changes], ensure_ascii=False)
    if text:
        entry.text = text
    db.session.add(entry)
    db.session.flush()
    return entry


def write_note(case: Case, *, text: str, by: Officer, now: datetime) -> TimelineEntry:
    """An internal note: never shown to a worker."""
    return record(case, event=Event.NOTE_WRITTEN, kind=EntryKind.NOTE, text=text, by=by, now=now)
