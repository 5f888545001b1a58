"""Ask: where the files of a complaint lie, and which drafts have files that nobody came back to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from casework.cases import queries as cases
from casework.cases.models import Evidence
from casework.cases.terms import Folder
from casework.intake import rules
from casework.intake.models import Complaint, DeskAct, Draft
from casework.intake.terms import Act, Kind, State
from casework.kernel.database import db
from casework.kernel.terms import Refused
from casework.statute import queries as statute


def folder(complaint: Complaint) -> Folder:
    """The folder of a complaint; of its case too, once there is one."""
    case = cases.any_case(complaint.case_id) if complaint.case_id else None
    return Folder(
        complaint_id=complaint.id, case_id=complaint.case_id, area_id=complaint.area_id,
        unit_id=case.holder_unit_id if case else complaint.unit_id,
        confidential=complaint.kind is Kind.TIP,
    )  # fmt: skip


def why_no_files(complaint: Complaint) -> Refused | None:
    """Why nothing is taken for this complaint any more; None while it is."""
    case = cases.any_case(complaint.case_id) if complaint.case_id else None
    try:
        rules.check_takes_files(complaint.state, case.stage if case else None)
    except rules.MatterClosed as closed:
        return closed
    return None


def file_hours(on: date) -> int:
    """How many hours the files of a draft are kept after the last answer or file, by the
    statute."""
    return statute.statute().figure(rules.FILE_HOURS_FIGURE, on=on).whole


def drafts_left(*, before: datetime) -> Sequence[int]:
    """Ids of unfiled drafts with files, to which neither an answer nor a file has come since."""
    query = (
        select(Draft.id)
        .join(Evidence, Evidence.draft_id == Draft.id)
        .where(Draft.updated_at < before, Draft.complaint_id.is_(None))
        .group_by(Draft.id)
        .having(func.max(Evidence.received_at) < before)
    )
    return db.session.scalars(query).all()


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
