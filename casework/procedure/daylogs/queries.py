"""Ask: a log by its code, what stands in it, and the sheet that goes with a complaint."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from casework.kernel import crypto, paper, unreadable
from casework.kernel.database import db
from casework.kernel.days import local
from casework.kernel.terms import Missing
from casework.procedure.daylogs import rules
from casework.procedure.daylogs.models import DayLog, DayNote
from casework.procedure.daylogs.terms import DayOfWork, Note, Promise

_TEMPLATE = paper.TEMPLATES / "daylogs" / "statement.typ"
#: Stands for a character that no font of ours has, and whose place is not left blank.
_UNPRINTABLE = "〓"


def code_index(code: str) -> str:
    """The keyed hash under which a log is found by its code."""
    return crypto.blind("day_log.code", code)


def find_log_by_code(code: str) -> DayLog | None:
    query = select(DayLog).where(DayLog.code_index == code_index(code))
    return db.session.scalars(query).one_or_none()


def find_log(log_id: int) -> DayLog | None:
    """None once its owner has wiped it."""
    return db.session.get(DayLog, log_id)


def notes(log: DayLog) -> list[Note]:
    """Everything that was ever noted, in the order in which it came, numbered from 1."""
    query = select(DayNote).where(DayNote.log_id == log.id).order_by(DayNote.id)
    rows = list(db.session.scalars(query))
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    replaced = {row.replaces_id: row.made_at for row in rows if row.replaces_id is not None}
    return [
        Note(
            id=row.id,
            number=numbers[row.id],
            said=_said(row),
            made_at=row.made_at,
            replaces=numbers[row.replaces_id] if row.replaces_id else None,
            replaced_at=replaced.get(row.id),
        )
        for row in rows
    ]


def _said(row: DayNote) -> DayOfWork | Promise:
    unread = dict.fromkeys(("who", "words", "site", "foreman"), row.said)
    words = unread if unreadable.is_in(row.said) else json.loads(row.said)
    if row.worked is None:
        return Promise(row.day, words["who"], words["words"])
    return DayOfWork(row.day, row.worked, row.overtime, words["site"], words["foreman"])


def note(note_id: int, *, log: DayLog) -> Note:
    """Raises Missing, also for a note of another log."""
    found = next((one for one in notes(log) if one.id == note_id), None)
    if found is None:
        raise Missing
    return found


def statement(log: DayLog) -> bytes:
    """The log as a PDF, each note with the server's time, those that were replaced included.

    The same notes give the same bytes.
    """
    found = notes(log)
    at = found[-1].made_at if found else log.made_at
    return paper.render(_TEMPLATE, _printable(_sheet(log, found)), at=at)


def _sheet(log: DayLog, found: Sequence[Note]) -> dict[str, Any]:
    sums = rules.total(found)
    return {
        "begun": _at(log.made_at),
        "days": sums.days,
        "overtime": sums.hours,
        "notes": [_row(one) for one in sorted(found, key=lambda one: (one.said.day, one.id))],
    }


def _row(one: Note) -> dict[str, Any]:
    said = one.said
    if isinstance(said, Promise):
        what, words = f"{said.who}答应", said.words
    else:
        more = f"，加班{said.hours}小时" if said.overtime else ""
        what = f"{said.worked.zh}{more}"
        words = "　".join(
            part for part in (said.site, said.foreman and f"带班：{said.foreman}") if part
        )
    return {
        "number": str(one.number),
        "day": said.day.isoformat(),
        "what": what,
        "words": words,
        "at": _at(one.made_at),
        "standing": one.standing,
        "replaces": str(one.replaces or ""),
    }


def _at(instant: datetime) -> str:
    return f"{local(instant):%Y-%m-%d %H:%M:%S}"


def _printable(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with a mark in the place of each character that cannot be printed: a picture in
    somebody's words must not keep him from handing in his days."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        paper.check_glyphs(data)
    except paper.MissingGlyph as lacking:
        for character in lacking.characters:
            text = text.replace(character, _UNPRINTABLE)
    found: dict[str, Any] = json.loads(text)
    return found
