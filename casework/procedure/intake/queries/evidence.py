"""Ask: where the files of a complaint lie, and which drafts have files that nobody came back to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries import evidence, matters
from casework.ground.cases.terms import Folder
from casework.ground.statute import queries as statute
from casework.kernel import sweeps
from casework.kernel.database import db
from casework.kernel.days import day_of
from casework.kernel.terms import Refused
from casework.procedure.intake.models.complaints import Complaint, DeskAct, Draft
from casework.procedure.intake.rules import complaints
from casework.procedure.intake.rules import evidence as evidence_rules
from casework.procedure.intake.terms import Act, Kind, State


def folder(complaint: Complaint) -> Folder:
    """The folder of a complaint; of its case too, once there is one."""
    case = matters.any_case(complaint.case_id) if complaint.case_id else None
    return Folder(
        complaint_id=complaint.id,
        case_id=complaint.case_id,
        area_id=complaint.area_id,
        unit_id=case.holder_unit_id if case else complaint.unit_id,
        confidential=complaint.kind is Kind.TIP,
    )


def why_no_files(complaint: Complaint) -> Refused | None:
    """Why nothing is taken for this complaint any more; None while it is."""
    case = matters.any_case(complaint.case_id) if complaint.case_id else None
    try:
        evidence_rules.check_takes_files(complaint.state, case.stage if case else None)
    except evidence_rules.MatterClosed as closed:
        return closed
    return None


def file_hours(on: date) -> int:
    """How many hours the files of a draft are kept after the last answer or file, by the
    statute."""
    return statute.statute().figure(complaints.FILE_HOURS_FIGURE, on=on).whole


def drafts_left(sweep: str, *, now: datetime, limit: int) -> Sequence[int]:
    """Ids of unfiled drafts whose files nobody came back to for as long as they are kept, but for
    those that this sweep tries again later."""
    left = _left_behind(now).where(sweeps.ready(sweep, Draft.id, now=now))
    return db.session.scalars(left.limit(limit)).all()


def are_files_left(draft_id: int, *, now: datetime) -> bool:
    """Whether nobody came back to the files of this draft."""
    return db.session.scalar(_left_behind(now).where(Draft.id == draft_id)) is not None


def _left_behind(now: datetime) -> Select[tuple[int]]:
    before = files_kept_since(now)
    return (
        select(Draft.id)
        .join(Evidence, Evidence.draft_id == Draft.id)
        .where(Draft.updated_at < before, Draft.complaint_id.is_(None))
        .group_by(Draft.id)
        .having(func.max(Evidence.received_at) < before)
    )


def uploads_left(sweep: str, *, now: datetime, limit: int) -> Sequence[int]:
    """Ids of files that stopped on their way, but for those that this sweep tries again later."""
    return evidence.stale_uploads(sweep, before=files_kept_since(now), now=now, limit=limit)


def drafts_over(sweep: str, *, now: datetime, limit: int) -> Sequence[int]:
    """Ids of drafts that nobody came back to, filed ones too, but for those that this sweep tries
    again later."""
    query = select(Draft.id).where(Draft.expires_at < now, sweeps.ready(sweep, Draft.id, now=now))
    return db.session.scalars(query.order_by(Draft.expires_at).limit(limit)).all()


def files_kept_since(now: datetime) -> datetime:
    """Files of drafts that were touched after this instant are kept."""
    return now - timedelta(hours=file_hours(day_of(now)))


def brought_more() -> ColumnElement[bool]:
    """Whether a waiting complaint has files that came after it was filed, or after the worker was
    asked for what is missing: somebody should look."""
    came = _latest(Evidence.received_at, Evidence.complaint_id == Complaint.id)
    asked = _latest(
        DeskAct.decided_at,
        and_(DeskAct.complaint_id == Complaint.id, DeskAct.act == Act.SUPPLEMENT_ASKED),
    )
    after_asking = and_(Complaint.state == State.SUPPLEMENT, came > asked)
    return or_(after_asking, and_(asked.is_(None), came > Complaint.received_at))


def _latest(column: object, condition: ColumnElement[bool]) -> ColumnElement[datetime]:
    query = select(func.max(column)).where(condition)
    return query.correlate(Complaint).scalar_subquery()
