"""Ask: cases and complaints of the same employer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casework.ground.cases.models.case import Case
from casework.ground.cases.rules import stages
from casework.ground.parties.models import Employer
from casework.kernel.database import db
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.rules.complaints import WAITING

SAME_EMPLOYER_ROWS = 10


@dataclass(frozen=True)
class SameEmployer:
    """Something open against an employer of the same name in the same area."""

    kind: str
    id: int
    number: str
    employer: str
    project: str
    people: int | None
    from_month: date | None
    to_month: date | None
    since: date


def same_employer(text: str, *, area_id: int, but: int | None = None) -> list[SameEmployer]:
    """Open cases and waiting complaints against this name in this area, newest first."""
    if not text.strip():
        return []
    return _open_cases(text, area_id) + _waiting_complaints(text, area_id, but)


def case_as_same(case: Case) -> SameEmployer:
    return SameEmployer(
        "case",
        case.id,
        case.number,
        case.employer.name,
        case.project.name if case.project else "",
        case.people,
        None,
        None,
        case.received_on,
    )


def complaint_as_same(found: Complaint) -> SameEmployer:
    return SameEmployer(
        "complaint",
        found.id,
        found.register_number,
        found.employer_text,
        found.project_text,
        found.people,
        found.from_month,
        found.to_month,
        found.received_on,
    )


def _open_cases(text: str, area_id: int) -> list[SameEmployer]:
    query = (
        select(Case)
        .join(Employer, Employer.id == Case.employer_id)
        .where(Case.area_id == area_id, Employer.name == text.strip(), Case.stage.in_(stages.OPEN))
        .order_by(Case.id.desc())
        .limit(SAME_EMPLOYER_ROWS)
    )
    return [case_as_same(case) for case in db.session.scalars(query)]


def _waiting_complaints(text: str, area_id: int, but: int | None) -> list[SameEmployer]:
    query = (
        select(Complaint)
        .where(
            Complaint.area_id == area_id,
            Complaint.employer_text == text.strip(),
            Complaint.state.in_(WAITING),
            Complaint.id != (but or 0),
        )
        .order_by(Complaint.id.desc())
        .limit(SAME_EMPLOYER_ROWS)
    )
    return [complaint_as_same(found) for found in db.session.scalars(query)]
