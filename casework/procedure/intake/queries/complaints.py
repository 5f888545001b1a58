"""Ask: drafts and complaints by their code, the desk's list, what else is open against a name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Date, Row, case, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.terms import Priority
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Area, Unit
from casework.ground.offices.terms import Reach
from casework.kernel import crypto, paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing
from casework.procedure.intake.models.complaints import Claimant, Complaint, DeskAct, Draft
from casework.procedure.intake.queries.evidence import brought_more
from casework.procedure.intake.queries.supplements import runs_for_it, supplied
from casework.procedure.intake.rules.complaints import WAITING, items
from casework.procedure.intake.terms import Act, ClaimantFacts, State


def code_index(code: str) -> str:
    """The keyed hash under which a receipt or draft code is found."""
    return crypto.blind("receipt.code", code)


def find_draft(code: str) -> Draft | None:
    return db.session.scalars(
        select(Draft).where(Draft.code_index == code_index(code))
    ).one_or_none()


def find_unfiled_draft(code: str) -> Draft | None:
    """The draft under this code, as long as it has not become a complaint."""
    found = find_draft(code) if code else None
    return found if found is not None and found.complaint_id is None else None


def is_code_taken(code: str) -> bool:
    """Whether a draft or a complaint stands under this code."""
    index = code_index(code)
    draft = select(Draft.id).where(Draft.code_index == index)
    filed = select(Complaint.id).where(Complaint.code_index == index)
    return db.session.execute(draft.union_all(filed)).first() is not None


def claimants_of(claimant: Claimant) -> list[Claimant]:
    """The same person in every complaint where he is known to be the same."""
    if claimant.worker_id is None:
        return [claimant]
    query = select(Claimant).where(Claimant.worker_id == claimant.worker_id)
    return list(db.session.scalars(query))


def find_complaint_by_code(code: str) -> Complaint | None:
    """The complaint of a receipt; for those who hold the receipt."""
    return db.session.scalars(
        select(Complaint).where(Complaint.code_index == code_index(code))
    ).one_or_none()


def complaint(complaint_id: int, *, reach: Reach) -> Complaint:
    """Raises Missing, also when the complaint lies outside the reach."""
    found = db.session.scalars(
        select(Complaint)
        .where(Complaint.id == complaint_id, within(reach))
        .options(
            selectinload(Complaint.claimants),
            joinedload(Complaint.assisting_unit),
            joinedload(Complaint.centre),
            joinedload(Complaint.taker),
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def any_complaint(complaint_id: int) -> Complaint:
    """For handlers of facts and for those whose right is judged already. Raises Missing."""
    found = db.session.get(Complaint, complaint_id)
    if found is None:
        raise Missing
    return found


def complaints_of_case(case_id: int) -> list[Complaint]:
    query = select(Complaint).where(Complaint.case_id == case_id).order_by(Complaint.id)
    return list(db.session.scalars(query))


def id_index(id_number: str) -> str:
    """The keyed hash under which the people of complaints are found by their ID number."""
    return crypto.blind("claimant.id_number", id_number)


def said_in_it(complaint_id: int) -> frozenset[tuple[object, ...]]:
    """What has been said in a complaint under which ID number: the same again is no second
    claim."""
    query = select(
        Claimant.id_number_index, Claimant.from_month, Claimant.to_month, Claimant.amount
    ).where(Claimant.complaint_id == complaint_id, Claimant.id_number_index.is_not(None))
    return frozenset(row._tuple() for row in db.session.execute(query))


def as_said(person: ClaimantFacts) -> tuple[object, ...] | None:
    """What a row says, as ``said_in_it`` has it; None without an ID number."""
    if not person.id_number:
        return None
    return (id_index(person.id_number), person.from_month, person.to_month, person.amount)


def complaints_by_id_number(id_number: str, *, reach: Reach) -> list[Complaint]:
    """For the counter, when somebody has lost his receipt. Newest first."""
    index = crypto.blind("claimant.id_number", id_number)
    query = select(Complaint).join(Claimant).where(Claimant.id_number_index == index, within(reach))
    return list(db.session.scalars(query.order_by(Complaint.id.desc())))


def decisions(complaint_id: int) -> list[DeskAct]:
    """What was done with a complaint, oldest first."""
    query = select(DeskAct).where(DeskAct.complaint_id == complaint_id).order_by(DeskAct.id)
    return list(db.session.scalars(query))


def decision(complaint_id: int, act: Act) -> DeskAct | None:
    """The latest decision of this kind."""
    query = select(DeskAct).where(DeskAct.complaint_id == complaint_id, DeskAct.act == act)
    return db.session.scalars(query.order_by(DeskAct.id.desc())).first()


def wanted(complaint: Complaint) -> list[str]:
    """What the worker was asked for, one thing each, as long as it is missing."""
    asked = decision(complaint.id, Act.SUPPLEMENT_ASKED)
    if complaint.state is not State.SUPPLEMENT or asked is None:
        return []
    return items(asked.reason or "")


#: What has no running limit, because the worker is to bring something, stands last.
_NEVER = date.max


def waiting(
    *,
    reach: Reach,
    priority: Priority | None = None,
    unverified: bool = False,
    pressing_first: bool = False,
    after: str | None = None,
    size: int = paging.PAGE_ROWS,
) -> Listing[Row[tuple[object, ...]]]:
    """The desk: complaints that wait for a decision, each with its running limit; due first, or
    the most pressing first; those whose sender is to be checked after the others, or they alone."""
    urgency = (Key(Complaint.priority, Priority),) if pressing_first else ()
    last = Key(case((Complaint.unverified, 1), else_=0), number)
    of_priority = Complaint.priority == priority if priority is not None else true()
    of_flood = Complaint.unverified if unverified else true()
    query = (
        select(
            Complaint.id,
            Complaint.register_number,
            Complaint.kind,
            Complaint.channel,
            Complaint.state,
            Complaint.employer_text,
            Complaint.project_text,
            Complaint.people,
            Complaint.amount,
            Complaint.received_on,
            Complaint.past_two_years,
            Complaint.gaps,
            Complaint.priority,
            Complaint.chosen_priority,
            Complaint.traits,
            Complaint.unverified,
            Area.name_zh.label("area_zh"),
            Area.name_en.label("area_en"),
            Unit.name_zh.label("unit_zh"),
            Unit.name_en.label("unit_en"),
            Clock.id.label("clock_id"),
            Clock.start_on,
            Clock.due_on,
            Clock.provisional,
            brought_more().label("brought"),
            supplied().label("supplied"),
        )
        .join(Area, Area.id == Complaint.area_id)
        .join(Unit, Unit.id == Complaint.unit_id)
        .outerjoin(Clock, runs_for_it())
        .where(Complaint.state.in_(WAITING), within(reach), of_priority, of_flood)
    )
    due = Key(func.coalesce(Clock.due_on, _NEVER, type_=Date()), date.fromisoformat)
    keys = (last, *urgency, due, Key(Complaint.id, number))
    return paging.listing(query, *keys, after=after, size=size)


def waiting_count(*, reach: Reach) -> int:
    """How many wait for a decision; counted no further than COUNT_CAP + 1."""
    return paging.count(
        select(Complaint.id).where(Complaint.state == State.RECEIVED, within(reach))
    )


def unverified_count(*, reach: Reach) -> int:
    """How many of those that wait have a sender to be checked; counted no further than
    COUNT_CAP + 1."""
    marked = Complaint.state.in_(WAITING), Complaint.unverified
    return paging.count(select(Complaint.id).where(*marked, within(reach)))


def within(reach: Reach) -> ColumnElement[bool]:
    """That a complaint lies inside a reader's reach."""
    return offices.within(reach, area=Complaint.area_id, unit=Complaint.unit_id)
