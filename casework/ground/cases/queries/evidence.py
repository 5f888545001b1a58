"""Ask: the files of a draft, a complaint, a case; what happened to one; what waits to be done."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from sqlalchemy import ColumnElement, and_, func, or_, select

from casework.ground.cases.models.case import Case
from casework.ground.cases.models.evidence import CustodyEntry, Evidence, Upload
from casework.ground.cases.queries.matters import assignments
from casework.ground.cases.rules import evidence as evidence_rules
from casework.ground.cases.rules import people
from casework.ground.cases.terms import Folder, Scan
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import pictures, sweeps, vault
from casework.kernel.database import db
from casework.kernel.files import FileKind
from casework.kernel.terms import Missing


def files(folder: Folder) -> list[Evidence]:
    """In the order in which they came; of several alike in a case the first."""
    query = select(Evidence).where(_in(folder), Evidence.same_as_id.is_(None))
    return list(db.session.scalars(query.order_by(Evidence.id)))


def files_of_complaint(complaint_id: int) -> list[Evidence]:
    """What came with a complaint, in its order."""
    query = select(Evidence).where(Evidence.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Evidence.id)))


def file_count(folder: Folder) -> int:
    """How many lie there, and are on their way there."""
    query = select(func.count()).select_from(Evidence).where(_in(folder))
    return db.session.scalar(query.where(Evidence.same_as_id.is_(None))) or 0


def case_file_count(case_id: int) -> int:
    """How many lie in the folder of a case."""
    return file_count(Folder(case_id=case_id))


def _in(folder: Folder) -> ColumnElement[bool]:
    if folder.draft_id is not None:
        return Evidence.draft_id == folder.draft_id
    if folder.case_id is not None:
        return Evidence.case_id == folder.case_id
    return Evidence.complaint_id == folder.complaint_id


def find_same(folder: Folder, sha256: str) -> Evidence | None:
    """The file with this hash that lies there already."""
    query = select(Evidence).where(_in(folder), Evidence.sha256 == sha256)
    return db.session.scalars(query.order_by(Evidence.id)).first()


def evidence(evidence_id: int, *, reach: Reach) -> Evidence:
    """A filed one. Raises Missing, also when its case or complaint lies outside the reach."""
    of_case = offices.within(reach, area=Case.area_id, unit=Case.holder_unit_id)
    of_complaint = offices.within(reach, area=Evidence.area_id, unit=Evidence.unit_id)
    query = (
        select(Evidence)
        .outerjoin(Case, Case.id == Evidence.case_id)
        .where(
            Evidence.id == evidence_id,
            Evidence.draft_id.is_(None),
            or_(of_case, and_(Evidence.case_id.is_(None), of_complaint)),
        )
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def any_evidence(evidence_id: int) -> Evidence:
    """For tasks. Raises Missing."""
    found = db.session.get(Evidence, evidence_id)
    if found is None:
        raise Missing
    return found


def find_draft_file(evidence_id: int, *, draft_id: int) -> Evidence | None:
    query = select(Evidence).where(Evidence.id == evidence_id, Evidence.draft_id == draft_id)
    return db.session.scalars(query).one_or_none()


def reads_tips(officer: Officer, case: Case | None) -> bool:
    """Whether a tip is for this officer: one of the case, or one that waits for acceptance."""
    held = assignments(case.id).values() if case is not None else ()
    leads = (
        case is not None
        and officer.may(Permission.ASSIGN)
        and offices.covers(
            officer.reach(Permission.ASSIGN), area_id=case.area_id, unit_id=case.holder_unit_id
        )
    )
    return people.may_read_tip(
        accepted=case is not None,
        at_desk=officer.may(Permission.ACCEPT_COMPLAINT),
        on_case=any(one.officer_id == officer.id for one in held),
        leads=leads,
    )


def custody(evidence_id: int) -> list[CustodyEntry]:
    """What happened to a file, the first thing first."""
    query = select(CustodyEntry).where(CustodyEntry.evidence_id == evidence_id)
    return list(db.session.scalars(query.order_by(CustodyEntry.at, CustodyEntry.id)))


def original(found: Evidence) -> IO[bytes]:
    """The bytes that arrived. Raises Quarantined."""
    _check_clean(found)
    return vault.opened(found.file_key, found.secret)


def copy(found: Evidence) -> IO[bytes]:
    """The picture for looking at: the one that is kept, else drawn now. What is not a picture is
    looked at or heard as it arrived. Raises Quarantined, Missing.
    """
    _check_clean(found)
    if found.kind is not FileKind.PICTURE:
        return vault.opened(found.file_key, found.secret)
    if found.copy_key is not None:
        return vault.opened(found.copy_key, found.copy_secret)
    if found.copied_at is not None:
        raise Missing  # it was tried, and is no picture
    try:
        return io.BytesIO(drawn(found))
    except pictures.CannotDraw:
        raise Missing from None


def drawn(found: Evidence) -> bytes:
    """The picture drawn anew. Raises CannotDraw."""
    with vault.opened(found.file_key, found.secret) as content:
        return pictures.copy(content)


def _check_clean(found: Evidence) -> None:
    if found.scan is Scan.INFECTED:
        raise evidence_rules.Quarantined


def to_copy(sweep: str, *, limit: int, now: datetime) -> Sequence[int]:
    """Filed pictures that have no copy yet, the oldest first."""
    query = select(Evidence.id).where(
        Evidence.kind == FileKind.PICTURE,
        Evidence.copied_at.is_(None),
        Evidence.draft_id.is_(None),
        Evidence.scan != Scan.INFECTED,
        sweeps.ready(sweep, Evidence.id, now=now),
    )
    return db.session.scalars(query.order_by(Evidence.id).limit(limit)).all()


def to_scan(sweep: str, *, limit: int, now: datetime) -> Sequence[int]:
    """Filed files that no scanner has seen, the oldest first."""
    query = select(Evidence.id).where(
        Evidence.scan == Scan.UNSCANNED,
        Evidence.draft_id.is_(None),
        sweeps.ready(sweep, Evidence.id, now=now),
    )
    return db.session.scalars(query.order_by(Evidence.id).limit(limit)).all()


def find_upload(folder: Folder, mark: str) -> Upload | None:
    """A file on its way to this folder, held until the transaction ends."""
    mine = (
        Upload.draft_id == folder.draft_id
        if folder.draft_id is not None
        else Upload.complaint_id == folder.complaint_id
    )
    query = select(Upload).where(mine, Upload.mark == mark).with_for_update()
    return db.session.scalars(query).one_or_none()


def upload_count(folder: Folder) -> int:
    """How many files are on their way to this folder."""
    query = select(func.count()).select_from(Upload)
    if folder.draft_id is not None:
        return db.session.scalar(query.where(Upload.draft_id == folder.draft_id)) or 0
    return db.session.scalar(query.where(Upload.complaint_id == folder.complaint_id)) or 0


def stale_uploads(sweep: str, *, before: datetime, now: datetime, limit: int) -> Sequence[int]:
    """Ids of files on their way that have not come on since, but for those that this sweep tries
    again later."""
    query = select(Upload.id).where(
        Upload.made_at < before, sweeps.ready(sweep, Upload.id, now=now)
    )
    return db.session.scalars(query.order_by(Upload.id).limit(limit)).all()


def uploads_of_draft(draft_id: int) -> list[Upload]:
    return list(db.session.scalars(select(Upload).where(Upload.draft_id == draft_id)))
