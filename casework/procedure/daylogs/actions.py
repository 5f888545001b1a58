"""Do: begin a log, note something, wipe the whole."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.procedure.daylogs import queries, rules
from casework.procedure.daylogs.models import DayLog, DayNote
from casework.procedure.daylogs.terms import DayOfWork, Noted, Promise


def start_log(*, code: str, phone: str | None, now: datetime) -> DayLog:
    """A log under the code that its first page has shown. The same page twice is one log."""
    earlier = queries.find_log_by_code(code)
    if earlier is not None:
        return earlier
    log = DayLog(code_index=queries.code_index(code), made_at=now)
    log.code, log.phone = code, phone
    try:
        with db.session.begin_nested():
            db.session.add(log)
            db.session.flush()
    except IntegrityError:  # the same page, sent twice at this moment
        there = queries.find_log_by_code(code)
        if there is None:
            raise
        return there
    return log


def note(
    log: DayLog, said: DayOfWork | Promise, *, replaces: int | None = None, now: datetime
) -> None:
    """Adds a note; ``replaces`` is the id of the one in whose place it comes.

    Raises DayAhead, DayFull, TooMuchOvertime, LogFull, ReplacedMeanwhile, Missing.
    """
    held = lock(DayLog, log.id)
    notes = queries.notes(held)
    earlier = queries.note(replaces, log=held) if replaces is not None else None
    rules.check_note(said, notes=notes, replaces=earlier, today=day_of(now))
    row = DayNote(log_id=held.id, day=said.day, made_at=now, replaces_id=replaces, kind=Noted.DAY)
    if isinstance(said, DayOfWork):
        row.worked, row.overtime = said.worked, said.overtime
        words = {"site": said.site, "foreman": said.foreman}
    else:
        row.kind, words = Noted.PROMISE, {"who": said.who, "words": said.words}
    row.said = json.dumps(words, ensure_ascii=False)
    db.session.add(row)
    db.session.flush()


def wipe_log(log: DayLog) -> None:
    """The whole of it, at once, as its owner wishes. What he has handed in with a complaint stays
    there."""
    held = lock(DayLog, log.id)
    db.session.execute(delete(DayNote).where(DayNote.log_id == held.id))
    db.session.execute(delete(DayLog).where(DayLog.id == held.id))
    db.session.expire_all()
