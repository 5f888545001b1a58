"""Ask: for which complaints what was missing has come, or did not come by its last day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, and_, exists, func, or_, select

from casework.ground.cases.models.case import NO_DATE
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import evidence
from casework.ground.cases.terms import ClockState, Subject
from casework.ground.documents import queries as papers
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.statute.terms.ids import RuleId
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.procedure.intake.models.complaints import Complaint, DeskAct
from casework.procedure.intake.terms import Act, State


def supplements(*, reach: Reach, today: date, after: str | None = None) -> Listing[Row[Any]]:
    """What somebody has to decide now, the most urgent first: whether it is complete, or what
    follows as nothing came."""
    late = and_(Complaint.state == State.SUPPLEMENT, or_(Clock.id.is_(None), Clock.due_on < today))
    query = (
        select(
            Complaint.id,
            Complaint.register_number,
            Complaint.employer_text,
            Complaint.state,
            Clock.id.label("clock_id"),
            Clock.due_on,
        )
        .outerjoin(Clock, runs_for_it())
        .where(
            or_(supplied(), late),
            offices.within(reach, area=Complaint.area_id, unit=Complaint.unit_id),
        )
    )
    due = Key(func.coalesce(Clock.due_on, NO_DATE, type_=Date()), date.fromisoformat)
    return paging.listing(query, due, Key(Complaint.id, number), after=after)


def supplied() -> ColumnElement[bool]:
    """What was missing has come, and nobody has decided since."""
    came = exists().where(
        DeskAct.complaint_id == Complaint.id, DeskAct.act == Act.SUPPLEMENT_RECEIVED
    )
    return and_(Complaint.state == State.RECEIVED, came)


def runs_for_it() -> ColumnElement[bool]:
    """The limit that runs for a waiting complaint: to decide, or to bring what is missing."""
    return and_(
        Clock.subject_kind == Subject.COMPLAINT,
        Clock.subject_id == Complaint.id,
        Clock.rule.in_((RuleId.ACC, RuleId.SUPP)),
        Clock.state == ClockState.RUNNING,
    )


def without_limit() -> list[Complaint]:
    """Those that wait for what is missing while no last day runs: asked before there was one."""
    runs = exists().where(
        Clock.subject_kind == Subject.COMPLAINT,
        Clock.subject_id == Complaint.id,
        Clock.rule == RuleId.SUPP,
        Clock.state == ClockState.RUNNING,
    )
    query = select(Complaint).where(Complaint.state == State.SUPPLEMENT, ~runs)
    return list(db.session.scalars(query.order_by(Complaint.id)))


def last_day(asked: DeskAct) -> date | None:
    """Until when its paper says that it is waited for; None without a paper."""
    return papers.any_paper(asked.paper_id).term_on if asked.paper_id else None


def has_come_since(complaint_id: int, moment: datetime) -> bool:
    """Whether a file was laid with the complaint after it had been asked for."""
    return any(one.received_at > moment for one in evidence.files_of_complaint(complaint_id))
