"""Ask: requests that wait or are one worker's, how often a case was reopened, who is content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import claims
from casework.ground.cases.terms import Stage
from casework.ground.identity import queries as officers
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.ground.parties import queries as parties
from casework.ground.parties.models import PhoneChange
from casework.ground.statute import queries as statute
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, moment, number
from casework.kernel.terms import Missing
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import identities
from casework.procedure.intake.rules.complaints import WAITING
from casework.procedure.intake.terms import Kind as Filed
from casework.procedure.requests import rules
from casework.procedure.requests.models import Satisfaction, WorkerRequest
from casework.procedure.requests.terms import About, Kind, Said, State


def claimant(claimant_id: int, *, complaint_id: int) -> Claimant:
    """One person of a complaint. Raises Missing."""
    found = db.session.get(Claimant, claimant_id)
    if found is None or found.complaint_id != complaint_id:
        raise Missing
    return found


def phone_history(claimant: Claimant) -> list[tuple[PhoneChange, str]]:
    """Each number that he had and the one that took its place, newest first, with who entered it;
    an empty name: he himself."""
    if claimant.worker_id is None:
        return []
    return [
        (row, officers.officer(row.changed_by).name if row.changed_by else "")
        for row in parties.phone_changes(claimant.worker_id)
    ]


def line_of(claimant: Claimant) -> Line | None:
    """His line, once the complaint is a case."""
    case_id = claimant.complaint.case_id
    if case_id is None or claimant.complaint.kind is Filed.TIP:
        return None
    query = select(Line).where(Line.case_id == case_id, Line.worker_id == claimant.worker_id)
    return db.session.scalars(query).one_or_none()


def is_before_line(claimant: Claimant) -> bool:
    """Nothing of his stands in a case yet: the complaint waits, or an officer has to say first who
    he is."""
    return claimant.complaint.state in WAITING or identities.is_doubted(claimant.id)


def present(claimant: Claimant, about: About) -> Said:
    """What he has said so far about one thing in this complaint; the sum of a group is not his,
    and what he claims by another complaint is corrected there."""
    line, complaint = line_of(claimant), claimant.complaint
    claim = claims.said(line).of_claimant(claimant.id) if line else None
    if about is About.AMOUNT:
        of_all = complaint.amount if len(complaint.claimants) == 1 else None
        return Said(about, amount=claim.amount if claim else claimant.amount or of_all)
    if about is About.MONTHS:
        own: Any = claim or claimant
        if claimant.came_later:
            return Said(about, from_month=own.from_month, to_month=own.to_month)
        return Said(
            about,
            from_month=own.from_month or complaint.from_month,
            to_month=own.to_month or complaint.to_month,
        )
    return Said(about, text=complaint.place if about is About.PLACE else complaint.employer_text)


def _within(reach: Reach) -> Any:
    """By the unit that has the matter now, which may be another than when it was asked."""
    return offices.within(
        reach,
        area=func.coalesce(Case.area_id, Complaint.area_id),
        unit=func.coalesce(Case.holder_unit_id, Complaint.unit_id),
    )


def _reached(query: Any, reach: Reach) -> Any:
    joined = query.join(Complaint, Complaint.id == WorkerRequest.complaint_id)
    return joined.outerjoin(Case, Case.id == WorkerRequest.case_id).where(_within(reach))


def request(request_id: int, *, reach: Reach) -> WorkerRequest:
    """Raises Missing, also for one out of reach."""
    query = _reached(select(WorkerRequest), reach).where(WorkerRequest.id == request_id)
    found: WorkerRequest | None = db.session.scalars(query).one_or_none()
    if found is None:
        raise Missing
    return found


def waiting(*, reach: Reach, after: str | None = None) -> Listing[WorkerRequest]:
    """Open requests, the oldest first."""
    query = _reached(select(WorkerRequest), reach).where(WorkerRequest.state == State.OPEN)
    keys = (Key(WorkerRequest.asked_at, moment), Key(WorkerRequest.id, number))
    return paging.listing(query, *keys, after=after)


def waiting_count(*, reach: Reach) -> int:
    query = _reached(select(func.count()).select_from(WorkerRequest), reach)
    return db.session.scalar(query.where(WorkerRequest.state == State.OPEN)) or 0


def find_open(claimant_id: int, kind: Kind, about: About) -> WorkerRequest | None:
    """The request that waits already: a second one would be the same."""
    query = select(WorkerRequest).where(
        WorkerRequest.claimant_id == claimant_id,
        WorkerRequest.kind == kind,
        WorkerRequest.about == about,
        WorkerRequest.state == State.OPEN,
    )
    return db.session.scalars(query).one_or_none()


def before_case(complaint_id: int) -> list[WorkerRequest]:
    """Open requests of a complaint's people that belong to no case yet."""
    query = (
        select(WorkerRequest)
        .join(Claimant, Claimant.id == WorkerRequest.claimant_id)
        .where(
            Claimant.complaint_id == complaint_id,
            WorkerRequest.state == State.OPEN,
            WorkerRequest.case_id.is_(None),
        )
        .order_by(WorkerRequest.id)
    )
    return list(db.session.scalars(query))


def of_claimant(claimant_id: int) -> list[WorkerRequest]:
    """Everything that one worker asked for, newest first."""
    query = select(WorkerRequest).where(WorkerRequest.claimant_id == claimant_id)
    return list(db.session.scalars(query.order_by(WorkerRequest.id.desc())))


def _reopenings() -> Any:
    return (
        WorkerRequest.kind == Kind.UNSOLVED,
        WorkerRequest.about == About.CASE,
        WorkerRequest.state == State.DONE,
    )


def reopenings(case_id: int) -> list[WorkerRequest]:
    """Each time a worker has opened this case again, newest first."""
    query = select(WorkerRequest).where(WorkerRequest.case_id == case_id, *_reopenings())
    return list(db.session.scalars(query.order_by(WorkerRequest.id.desc())))


def reopened_among(case_ids: Iterable[int]) -> set[int]:
    """Those of these cases that a worker has opened again."""
    query = select(WorkerRequest.case_id).where(
        WorkerRequest.case_id.in_(list(case_ids)), *_reopenings()
    )
    return {case_id for case_id in db.session.scalars(query) if case_id is not None}


def last_day_to_reopen(case: Case) -> date | None:
    """Until when one press opens this closed case again; None while it is open."""
    if case.stage is not Stage.CLOSED or case.closed_on is None:
        return None
    figure = statute.statute().figure(rules.WINDOW_FIGURE, on=case.closed_on)
    return rules.last_day(case.closed_on, days=figure.whole)


def last_day_to_grade(line: Line) -> date | None:
    """Until when a worker may say how content he is; None before his line has ended."""
    if line.ended_on is None:
        return None
    figure = statute.statute().figure(rules.WINDOW_FIGURE, on=line.ended_on)
    return rules.last_day(line.case.closed_on or line.ended_on, days=figure.whole)


def find_satisfaction(claimant_id: int) -> Satisfaction | None:
    query = select(Satisfaction).where(Satisfaction.claimant_id == claimant_id)
    return db.session.scalars(query).one_or_none()


def satisfactions(case_id: int) -> list[Satisfaction]:
    """How content the workers of a case are, the newest word first."""
    query = select(Satisfaction).where(Satisfaction.case_id == case_id)
    return list(db.session.scalars(query.order_by(Satisfaction.given_at.desc())))
