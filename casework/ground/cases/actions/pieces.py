"""Do: put a file together that comes in pieces over a bad line."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import IO

from casework.ground.cases.models.evidence import Upload, UploadPiece
from casework.ground.cases.queries import evidence
from casework.ground.cases.rules import evidence as evidence_rules
from casework.ground.cases.terms import FilesDropped, Folder
from casework.kernel import vault
from casework.kernel.database import db, lock
from casework.kernel.facts import announce
from casework.kernel.files import LARGEST_BYTES, EmptyFile, FileTooLarge, safe_name
from casework.kernel.spool import Spool


def begin_upload(folder: Folder, *, mark: str, name: str, size: int, now: datetime) -> Upload:
    """The file on its way under this mark, or a new one. Raises FolderFull, FileTooLarge."""
    called, key = safe_name(name), hashlib.sha256(mark.encode()).hexdigest()
    there = evidence.find_upload(folder, key)
    if there is not None and there.size == size:
        return there
    if there is not None:
        drop_upload(there, now=now)
    if size > LARGEST_BYTES:
        raise FileTooLarge(called)
    if size <= 0:
        raise EmptyFile(called)
    evidence_rules.check_room(called, evidence.file_count(folder) + evidence.upload_count(folder))
    upload = Upload(
        draft_id=folder.draft_id,
        mark=key,
        size=size,
        made_at=now,
        have=0,
        complaint_id=None if folder.draft_id else folder.complaint_id,
    )
    upload.name = called
    db.session.add(upload)
    db.session.flush()
    return upload


def add_piece(upload: Upload, content: IO[bytes], *, start: int, now: datetime) -> None:
    """The next piece. One that is here already changes nothing. Raises PieceOutOfPlace."""
    if start < upload.have:
        return
    kept = vault.put(content)
    if start > upload.have or upload.have + kept.size > upload.size or not kept.size:
        vault.delete(kept.key)
        raise evidence_rules.PieceOutOfPlace
    piece = UploadPiece(upload_id=upload.id, start=start, file_key=kept.key)
    piece.secret = kept.secret
    db.session.add(piece)
    upload.have += kept.size
    upload.made_at = now
    db.session.flush()


def whole(upload: Upload) -> IO[bytes]:
    """The file in one, when all of it is here."""
    spool = Spool(LARGEST_BYTES + 1)
    db.session.refresh(upload, ["pieces"])
    for piece in upload.pieces:
        with vault.opened(piece.file_key, piece.secret) as content:
            spool.write(content.read())
    spool.seek(0)
    return spool  # type: ignore[return-value]


def drop_upload(upload: Upload, *, now: datetime) -> None:
    """The pieces are not needed any more."""
    db.session.refresh(upload, ["pieces"])
    keys = [piece.file_key for piece in upload.pieces]
    for piece in upload.pieces:
        db.session.delete(piece)
    db.session.flush()
    db.session.delete(upload)
    db.session.flush()
    if keys:
        announce(FilesDropped(file_keys=keys), now=now)


def drop_uploads(draft_id: int, *, now: datetime) -> None:
    """Whatever is on its way to a draft."""
    for upload in evidence.uploads_of_draft(draft_id):
        drop_upload(upload, now=now)


def forget_upload(upload_id: int, *, before: datetime, now: datetime) -> None:
    """Drops a file that stopped on its way before this instant; one that came on stays."""
    upload = lock(Upload, upload_id)
    if upload.made_at < before:
        drop_upload(upload, now=now)
