"""Ask: messages that wait, were sent, or belong to a complaint; what was answered; what officers
are reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from casework.ground.cases.models.case import Case
from casework.ground.cases.models.clocks import Clock, ClockFiring
from casework.ground.cases.terms import ClockStage, ClockState, Subject
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission
from casework.ground.notices import rules
from casework.ground.notices.models import Digest, Message, QuietNumber, Reply
from casework.ground.notices.terms import Channel, Delivery, Due, Notice
from casework.ground.offices import queries as offices
from casework.ground.parties.models import Worker
from casework.ground.statute import queries as statute
from casework.kernel import crypto, paging, sweeps
from casework.kernel.database import db
from casework.kernel.days import day_of
from casework.kernel.paging import Key, Listing, number
from casework.kernel.terms import Missing

#: Who is reminded of everything in reach.
_LEADING = (Permission.ASSIGN, Permission.SUPERVISE)
#: Whose business the limits of a claim and of an advance are.
_MONEY = (
    (Permission.KEEP_DEPOSIT, Subject.CLAIM),
    (Permission.KEEP_FUND, Subject.ADVANCE),
)


def message(message_id: int) -> Message:
    """Raises Missing."""
    found = db.session.get(Message, message_id)
    if found is None:
        raise Missing
    return found


def due(sweep: str, *, now: datetime, limit: int, channel: Channel = Channel.SMS) -> Sequence[int]:
    """Ids of messages that may go out now by one way, the oldest first, but for those that this
    sweep tries again later."""
    query = (
        select(Message.id)
        .where(
            Message.state == Delivery.WAITING,
            Message.not_before_at <= now,
            Message.channel == channel,
            sweeps.ready(sweep, Message.id, now=now),
        )
        .order_by(Message.not_before_at, Message.id)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def stuck(sweep: str, *, before: datetime, limit: int, now: datetime) -> Sequence[int]:
    """Ids of messages taken for sending before this instant and never answered for."""
    query = select(Message.id).where(
        Message.state == Delivery.SENDING,
        Message.tried_at < before,
        sweeps.ready(sweep, Message.id, now=now),
    )
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def unclear(sweep: str, *, before: datetime, limit: int, now: datetime) -> Sequence[int]:
    """Ids of messages of which nobody knows the fate, last tried or asked about before this."""
    last = func.coalesce(Message.asked_at, Message.tried_at)
    query = select(Message.id).where(
        Message.state == Delivery.UNKNOWN,
        Message.channel == Channel.SMS,
        last < before,
        sweeps.ready(sweep, Message.id, now=now),
    )
    return db.session.scalars(query.order_by(Message.id).limit(limit)).all()


def find_reported(*, key: str, reference: str) -> Message | None:
    """The message that the service means: by our key where it names one, else by its reference."""
    if key:
        plain = key.partition("#")[0]
        found = db.session.scalars(select(Message).where(Message.key == plain)).one_or_none()
        return found if found is not None and found.letter_key == key else None
    if not reference:
        return None
    query = select(Message).where(Message.reference == reference).limit(2)
    both = db.session.scalars(query).all()
    return both[0] if len(both) == 1 else None


def are_held_up(*, now: datetime) -> bool:
    """Whether messages do not get out: one waits beyond its time, or the last one tried by some
    way was not taken over."""
    waits = select(Message.id).where(
        Message.state == Delivery.WAITING, Message.not_before_at < now - rules.OUT_WITHIN
    )
    if db.session.scalars(waits.limit(1)).first() is not None:
        return True
    return any(_fails(channel) for channel in (Channel.SMS, Channel.MAIL))


def _fails(channel: Channel) -> bool:
    """One that failed before its last try was refused for its address: the way out works. A code
    that a stranger asks for is tried once and says nothing of it."""
    tried = select(Message.state, Message.tries).where(
        Message.channel == channel,
        Message.tried_at.is_not(None),
        Message.notice != Notice.ONE_TIME,
    )
    last = db.session.execute(tried.order_by(Message.tried_at.desc()).limit(1)).one_or_none()
    if last is None:
        return False
    if last.state is Delivery.FAILED:
        return bool(last.tries >= rules.MOST_TRIES)
    return last.state in (Delivery.WAITING, Delivery.SENDING, Delivery.UNKNOWN)


def nobody_called() -> ColumnElement[bool]:
    """That a message before there was a case reached nobody, and nobody has called instead."""
    return and_(
        Message.alerted_at.is_(None),
        Message.case_id.is_(None),
        Message.complaint_id.is_not(None),
        or_(
            Message.state.in_((Delivery.FAILED, Delivery.UNDELIVERED)),
            and_(Message.state == Delivery.WITHHELD, Message.notice != Notice.RECEIVED),
        ),
    )


def not_called(complaint_id: int) -> list[Message]:
    """Those of one complaint, oldest first."""
    query = select(Message).where(nobody_called(), Message.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Message.id)))


def of_complaint(complaint_id: int) -> list[Message]:
    """Newest first."""
    query = select(Message).where(Message.complaint_id == complaint_id)
    return list(db.session.scalars(query.order_by(Message.id.desc())))


def of_case(case_id: int, *, after: str | None = None) -> Listing[Message]:
    """Newest first."""
    query = select(Message).where(Message.case_id == case_id)
    return paging.listing(query, Key(Message.id, number, down=True), after=after)


def of_worker(worker_id: int, *, complaint_id: int, case_id: int | None) -> list[Message]:
    """What one worker was sent in one matter, newest first; nothing of anybody else."""
    here = Message.complaint_id == complaint_id
    if case_id is not None:
        here = or_(here, Message.case_id == case_id)
    query = select(Message).where(
        Message.worker_id == worker_id, here, Message.state.in_(_GONE_OUT)
    )
    return list(db.session.scalars(query.order_by(Message.id.desc())))


_GONE_OUT = (Delivery.SENT, Delivery.DELIVERED, Delivery.UNDELIVERED, Delivery.UNKNOWN)
#: So far back is looked for what somebody answers.
_LOOKED_BACK = 50


def answered(
    workers: Sequence[Worker], *, number: str, by: datetime, notice: Notice | None = None
) -> Message | None:
    """The newest message that had gone out to this number when its answer was sent."""
    query = select(Message).where(
        Message.worker_id.in_([worker.id for worker in workers]),
        Message.tried_at <= by,
        Message.state.in_((Delivery.SENDING, *_GONE_OUT)),
    )
    if notice is not None:
        query = query.where(Message.notice == notice)
    newest = query.order_by(Message.tried_at.desc(), Message.id.desc()).limit(_LOOKED_BACK)
    return next((m for m in db.session.scalars(newest) if m.address == number), None)


def number_index(number: str) -> str:
    """The keyed hash under which a worker's phone is found."""
    return crypto.blind("worker.phone", number)


def quiet(workers: Sequence[Worker]) -> set[int]:
    """Ids of those to whom nothing may be sent: they said so when filing, or by an answer."""
    numbers = [worker.phone_index for worker in workers if worker.phone_index]
    query = select(QuietNumber.number_index).where(QuietNumber.number_index.in_(numbers))
    silent = set(db.session.scalars(query)) if numbers else set()
    return {one.id for one in workers if one.no_messages or one.phone_index in silent}


def is_quiet_number(number: str) -> bool:
    """Whether the holder of a number has answered that he wants no messages."""
    query = select(QuietNumber.id).where(QuietNumber.number_index == number_index(number))
    return db.session.scalars(query).first() is not None


def replies_to(messages: Sequence[Message]) -> list[Reply]:
    """What was answered to these messages, newest first."""
    ids = [message.id for message in messages]
    query = select(Reply).where(Reply.message_id.in_(ids)).order_by(Reply.id.desc())
    return list(db.session.scalars(query)) if ids else []


def replies(*, limit: int) -> list[Reply]:
    """The newest answers of the whole city."""
    return list(db.session.scalars(select(Reply).order_by(Reply.id.desc()).limit(limit)))


def mailbox(*, after: str | None, state: Delivery | None) -> Listing[Message]:
    """All messages, newest first."""
    query = select(Message)
    if state is not None:
        query = query.where(Message.state == state)
    return paging.listing(query, Key(Message.id, number, down=True), after=after)


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
        ClockFiring.clock_id == Clock.id,
        ClockFiring.stage == ClockStage.WARNING,
        ClockFiring.due_on == Clock.due_on,
    )
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
    """Cases in hand; for those who assign or supervise, all of their reach; complaints for who
    takes them up; what hangs on deposits and advances for who keeps the money."""
    found: list[Any] = [Case.handler_id == officer.id]
    found += [_within(officer, leading) for leading in _LEADING if officer.may(leading)]
    found += [
        (Clock.subject_kind == subject) & _within(officer, keeping)
        for keeping, subject in _MONEY
        if officer.may(keeping)
    ]
    if officer.may(Permission.ACCEPT_COMPLAINT):
        reached = _within(officer, Permission.ACCEPT_COMPLAINT)
        found.append((Clock.subject_kind == Subject.COMPLAINT) & reached)
    return found


def _within(officer: Officer, permission: Permission) -> Any:
    return offices.within(officer.reach(permission), area=Clock.area_id, unit=Clock.unit_id)
