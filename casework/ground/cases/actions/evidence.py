"""Do: keep the files that were handed in, move them on with their matter, and drop them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from casework.ground.cases.actions.timeline import record
from casework.ground.cases.models.case import Case
from casework.ground.cases.models.evidence import CustodyEntry, Evidence
from casework.ground.cases.queries import evidence, matters
from casework.ground.cases.rules import evidence as evidence_rules
from casework.ground.cases.terms import Custody, EntryKind, Event, FilesDropped, Folder, Scan
from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.facts import announce
from casework.kernel.files import BadFile
from casework.kernel.vault import Arrived, Kept


@dataclass(frozen=True)
class Laid:
    """What became of files that were brought: new rows, rows that were there, and refusals."""

    new: tuple[Evidence, ...] = ()
    again: tuple[Evidence, ...] = ()
    refused: tuple[BadFile, ...] = ()


def lay_files(
    folder: Folder,
    arrived: Iterable[Arrived],
    *,
    own_record: bool = False,
    by: Officer | None,
    now: datetime,
) -> Laid:
    """Lays files into a folder, as many as it holds; the same file twice is one.

    ``own_record``: they were drawn from the worker's own log.
    """
    new, again, refused = [], [], []
    for one in arrived:
        there = evidence.find_same(folder, one.kept.sha256)
        try:
            if there is None:
                evidence_rules.check_room(one.name, evidence.file_count(folder))
                new.append(_lay(folder, one, own_record=own_record, by=by, now=now))
            else:
                again.append(there)
                _note_again(there, by=by, now=now)
        except BadFile as refusal:
            refused.append(refusal)
        except IntegrityError:  # the same file came by another request at this moment
            continue
    return Laid(tuple(new), tuple(again), tuple(refused))


def _lay(
    folder: Folder, one: Arrived, *, own_record: bool, by: Officer | None, now: datetime
) -> Evidence:
    row = Evidence(
        draft_id=folder.draft_id,
        complaint_id=folder.complaint_id,
        case_id=folder.case_id,
        area_id=folder.area_id,
        unit_id=folder.unit_id,
        confidential=folder.confidential,
        kind=one.format.kind,
        file_key=one.kept.key,
        media_type=one.format.media_type,
        size=one.kept.size,
        sha256=one.kept.sha256,
        shrunk=one.shrunk,
        own_record=own_record,
        received_at=now,
        received_by=by.id if by else None,
    )
    row.name, row.secret = one.name, one.kept.secret
    with db.session.begin_nested():
        db.session.add(row)
        db.session.flush()
    if folder.draft_id is None:
        _note(row, Custody.HANDED_IN, by=by, now=now)
    return row


def _note_again(there: Evidence, *, by: Officer | None, now: datetime) -> None:
    if there.draft_id is None:
        _note(there, Custody.AGAIN, by=by, now=now)


def _note(
    row: Evidence, what: Custody, *, note: str = "", by: Officer | None = None, now: datetime
) -> None:
    db.session.add(
        CustodyEntry(
            evidence_id=row.id, at=now, what=what, note=note, officer_id=by.id if by else None
        )
    )
    db.session.flush()


def file_with_complaint(
    draft_id: int, folder: Folder, *, register_number: str, now: datetime
) -> None:
    """The draft is filed: its files belong to the complaint from now on."""
    for row in evidence.files(Folder(draft_id=draft_id)):
        row.draft_id, row.complaint_id = None, folder.complaint_id
        row.area_id, row.unit_id = folder.area_id, folder.unit_id
        row.confidential = folder.confidential
        db.session.flush()
        _note(row, Custody.HANDED_IN, now=row.received_at)
        _note(row, Custody.WITH_COMPLAINT, note=register_number, now=now)


def file_into_case(complaint_id: int, case: Case, *, now: datetime) -> None:
    """The complaint is accepted: its files belong to the case; one that lies there is linked."""
    folder = Folder(case_id=case.id)
    for row in evidence.files_of_complaint(complaint_id):
        there = evidence.find_same(folder, row.sha256)
        row.same_as_id = (there.same_as_id or there.id) if there is not None else None
        row.case_id, row.area_id, row.unit_id = case.id, case.area_id, case.holder_unit_id
        db.session.flush()
        _note(row, Custody.INTO_CASE, note=case.number, now=now)


def unseal_files(complaint_id: int) -> None:
    """Whoever gave the tip stands up with his name: nothing in his files is a secret any more."""
    for row in evidence.files_of_complaint(complaint_id):
        row.confidential = False
    db.session.flush()


def add_evidence(case: Case, arrived: Sequence[Arrived], *, by: Officer, now: datetime) -> Laid:
    """An officer adds files to a case; one entry for all of them."""
    lock(Case, case.id)  # two sendings at once count each other's files
    folder = Folder(case_id=case.id, area_id=case.area_id, unit_id=case.holder_unit_id)
    laid = lay_files(folder, arrived, by=by, now=now)
    if laid.new:
        words = "、".join(row.short_hash for row in laid.new)
        record(case, event=Event.EVIDENCE_ADDED, text=words, by=by, now=now)
    return laid


def drop_file(row: Evidence, *, now: datetime) -> None:
    """A file of a draft is taken back: with its row its key is gone, the rest follows."""
    if row.draft_id is None:
        return  # handed in is handed in
    _drop([row], now=now)


def drop_files(draft_id: int, *, now: datetime) -> int:
    """Everything that hangs on a draft which is not filed; returns how many files that were."""
    rows = evidence.files(Folder(draft_id=draft_id))
    _drop(rows, now=now)
    return len(rows)


def _drop(rows: Sequence[Evidence], *, now: datetime) -> None:
    if not rows:
        return
    announce(FilesDropped(file_keys=[row.file_key for row in rows]), now=now)
    for row in rows:
        db.session.delete(row)
    db.session.flush()


def keep_copy(evidence_id: int, kept: Kept | None, *, now: datetime) -> None:
    """The picture drawn anew; None when it cannot be drawn, and is not tried again."""
    row = lock(Evidence, evidence_id)
    if row.copied_at is not None:
        return
    row.copied_at = now
    if kept is not None:
        row.copy_key, row.copy_secret = kept.key, kept.secret
    db.session.flush()


def note_scan(evidence_id: int, found: str | None, *, now: datetime) -> None:
    """What the scanner says: clean, or the name of a virus; then nobody opens the file, and the
    case tells it. Once."""
    row = lock(Evidence, evidence_id)
    if row.scan is not Scan.UNSCANNED:
        return
    row.scan = Scan.CLEAN if found is None else Scan.INFECTED
    row.scanned_at = now
    what = Custody.SCANNED if found is None else Custody.QUARANTINED
    _note(row, what, note=(found or "")[:120], now=now)
    if found is not None and row.case_id is not None:
        record(
            matters.any_case(row.case_id),
            event=Event.EVIDENCE_QUARANTINED,
            kind=EntryKind.SYSTEM,
            text=row.short_hash,
            by=None,
            now=now,
        )
