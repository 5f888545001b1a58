"""Ask: which line is his whose receipt was opened, and what was paid that waits for his word."""

from __future__ import annotations

from sqlalchemy import select

from casework.doors.proving.terms import Seeing
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.ledger import queries as ledger
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.procedure.intake.models.complaints import Claimant
from casework.procedure.intake.queries import complaints


def line_of(seeing: Seeing) -> Line | None:
    """The line of the one worker whose receipt was opened; None before there is a case."""
    complaint = complaints.any_complaint(seeing.complaint_id)
    case = matters.any_case(complaint.case_id) if complaint.case_id else None
    return line_in(case, seeing.claimant_id)


def waiting_for_word(seeing: Seeing) -> Money | None:
    """What was recorded as paid to him and waits for his word; None when nothing does."""
    line = line_of(seeing)
    return waiting(line, lying(line)) if line else None


def lying(line: Line | None) -> Money:
    """What could not be handed to him and lies with the authority: part of what has not arrived."""
    if line is None or line.paid == line.confirmed:
        return Money(0)
    return ledger.held([line.id]).get(line.id, Money(0))


def waiting(line: Line, lying: Money) -> Money | None:
    return (line.paid - line.confirmed - lying or None) if line.ending is None else None


def line_in(case: Case | None, claimant_id: int | None) -> Line | None:
    """Only his own line: nothing of the others is read."""
    if case is None or claimant_id is None:
        return None
    query = (
        select(Line)
        .join(Claimant, Claimant.worker_id == Line.worker_id)
        .where(Claimant.id == claimant_id, Line.case_id == case.id)
    )
    return db.session.scalars(query).one_or_none()
