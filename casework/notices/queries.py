"""Ask: messages that wait, were sent, or belong to a complaint; what officers are reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, false, func, or_, select

from casework.cases.models import Case, Clock, ClockFiring
from casework.cases.terms import ClockStage, ClockState, Subject
from casework.identity.models import Officer
from casework.identity.terms import Permission
from casework.kernel.database import db
from casework.kernel.days import day_of
from casework.kernel.terms import Missing
from casework.notices import rules
from casework.notices.models import Digest, Message
from casework.notices.terms import Delivery, Due
from casework.offices import queries as offices
from casework.statute import queries as statute


def message(message_id: int) -> Message:
    """Raises Missing."""
    found = db.session.get(Message, message_id)
    if found is None:
        raise Missing
    return found


def due(*, now: datetime, limit: int) -> Sequence[int]:
    """Ids of messages that may go out now, the oldest first."""
    query = (
        select(Message.id)
        .where(Message.state == Delivery.WAITING, Message.not_before_at <= now)
        .order_by(Message.not_before_at, Message.id)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def stuck(*, before: datetime, limit: int) -> Sequence[int]:
    """Ids of messages taken for sending before this instant and never answered for."""
    query = select(Message.id).where(Message.state == Delivery.SENDING, Message.tried_at < before)
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def of_complaint(complaint_id: int) -> list[Message]:
    """Newest first."""
    query = select(Message).where(Message.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Message.id.desc())))


def mailbox(*, after: int | None, state: Delivery | None, limit: int) -> list[Message]:
    """A page of all messages, newest first, below the key ``after``."""
    query = select(Message).order_by(Message.id.desc()).limit(limit)
    if after is not None:
        query = query.where(Message.id < after)
    if state is not None:
        query = query.where(Message.state == state)
    return list(db.session.scalars(query))


def digest(officer: Officer, *, on: date) -> Digest | None:
    """What the officer was reminded of on this day."""
    query = select(Digest).where(Digest.officer_id == officer.id, Digest.told_on == on)
    return db.session.scalars(query).one_or_none()


def reminder_until(now: datetime) -> date | None:
    """How far a reminder sent now looks ahead; None when it is no time for reminders."""
    days = statute.calendar()
    return rules.soon_until(day_of(now), days) if rules.reminds(now, days) else None


def due_of(officer: Officer, *, today: date, until: date, since: datetime | None) -> Due:
    """Running limits of the officer: passed, ending by ``until``, warned of after ``since``."""
    warned = exists().where(
        ClockFiring.clock_id == Clock.id, ClockFiring.stage == ClockStage.WARNING,
        ClockFiring.due_on == Clock.due_on,
    )  # fmt: skip
    if since is not None:
        warned = warned.where(ClockFiring.fired_at > since)
    query = (
        select(
            func.count().filter(Clock.due_on < today).label("overdue"),
            func.count().filter(Clock.due_on.between(today, until)).label("soon"),
            func.count().filter(warned).label("warned"),
        )
        .select_from(Clock)
        .outerjoin(Case, Case.id == Clock.case_id)
        .where(Clock.state == ClockState.RUNNING, ~Clock.muted, or_(false(), *_of(officer)))
    )
    row = db.session.execute(query).one()
    return Due(overdue=row.overdue, soon=row.soon, warned=row.warned)


def _of(officer: Officer) -> list[Any]:
    """Cases in hand; for those who assign, all of their reach; complaints for who takes them up."""
    found: list[Any] = [Case.handler_id == officer.id]
    if officer.may(Permission.ASSIGN):
        found.append(_within(officer, Permission.ASSIGN))
    if officer.may(Permission.ACCEPT_COMPLAINT):
        reached = _within(officer, Permission.ACCEPT_COMPLAINT)
        found.append((Clock.subject_kind == Subject.COMPLAINT) & reached)
    return found


def _within(officer: Officer, permission: Permission) -> Any:
    return offices.within(officer.reach(permission), area=Clock.area_id, unit=Clock.unit_id)
