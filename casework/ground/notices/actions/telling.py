"""Telling a worker: the message is written with the change it tells of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete

from casework.ground.cases.models.case import Case, Line
from casework.ground.notices import queries, rules
from casework.ground.notices.actions.calling import call_instead
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Channel, Delivery, Notice
from casework.ground.offices.models import Unit
from casework.ground.parties.models import Worker
from casework.kernel import gateway, unreadable
from casework.kernel.database import db
from casework.kernel.once import insert_unless_there


def tell(
    worker: Worker,
    *,
    notice: Notice,
    about: str,
    unit: Unit,
    day: date | None = None,
    complaint_id: int | None = None,
    case_id: int | None = None,
    batch_id: int | None = None,
    muted: bool = False,
    secret: str | None = None,
    now: datetime,
) -> bool:
    """A message to a worker's phone; False when he has none, or it was told already.

    ``about`` names the occasion, such as ``complaint:17``: one message for notice, occasion and
    worker. ``muted`` matters (replays of published cases) tell nobody. Where no messages are
    wanted the message is kept and withheld, and an officer is asked to call.
    ``secret`` are digits that are kept sealed and stand in the words only when they leave.
    """
    phone = worker.phone
    if muted or not phone:
        return False
    row = Message(
        worker_id=worker.id, complaint_id=complaint_id, case_id=case_id, batch_id=batch_id
    )
    readable = not unreadable.is_in(phone)
    first = _write(
        row,
        phone if readable else "",
        key=f"{notice.value}:{about}:{worker.id}",
        notice=notice,
        unit=unit,
        day=day,
        secret=secret,
        now=now,
    )
    if first and not readable:
        give_up(queries.message(row.id), now=now)
    elif first and not notice.asked_for and queries.quiet([worker]):
        withhold(queries.message(row.id), now=now)
    return first


def tell_lines(
    case: Case,
    lines: Iterable[Line],
    notice: Notice,
    *,
    about: str,
    day: date | None = None,
    batch_id: int | None = None,
    now: datetime,
) -> None:
    """Tells the workers of these lines a step of their case."""
    for line in lines:
        tell(
            line.worker,
            notice=notice,
            about=about,
            unit=case.holder,
            day=day,
            complaint_id=line.complaint_id,
            case_id=case.id,
            batch_id=batch_id,
            muted=case.muted,
            now=now,
        )


def tell_phone(
    phone: str,
    *,
    notice: Notice,
    about: str,
    unit: Unit,
    day: date | None = None,
    muted: bool = False,
    now: datetime,
) -> bool:
    """The same to a phone that belongs to nobody on file; the row says not whose, nor of what."""
    if muted:
        return False
    return _write(
        Message(), phone, key=f"{notice.value}:{about}", notice=notice, unit=unit, day=day, now=now
    )


def _write(
    row: Message,
    phone: str,
    *,
    key: str,
    notice: Notice,
    unit: Unit,
    day: date | None,
    secret: str | None = None,
    now: datetime,
) -> bool:
    """Puts the words together and keeps them, once for the key."""
    row.key, row.notice, row.channel, row.made_at = key, notice, Channel.SMS, now
    said = rules.saying(
        notice,
        day=_spoken(day),
        office=unit.authority,
        phone=unit.phone or "12333",
        signature=gateway.signature(),
    )
    row.words, row.parameters = said.words, json.dumps(said.parameters, ensure_ascii=False)
    row.not_before_at = rules.not_before(now, notice)
    row.address, row.secret = phone, secret
    columns = {
        name: getattr(row, name)
        for name in (
            "id",
            "key",
            "notice",
            "channel",
            "worker_id",
            "complaint_id",
            "case_id",
            "batch_id",
            "words",
            "parameters",
            "made_at",
            "not_before_at",
            "address_sealed",
            "secret_sealed",
        )
    }
    return insert_unless_there(Message, **columns)


def send_code(code: str, *, to: str, about: str, now: datetime) -> None:
    """A one-time code for somebody who waits for it: at once, at any hour."""
    said = rules.saying(Notice.ONE_TIME, day="", office="", phone="", signature=gateway.signature())
    row = Message(
        key=f"{Notice.ONE_TIME.value}:{about}",
        notice=Notice.ONE_TIME,
        channel=Channel.SMS,
        words=said.words,
        made_at=now,
        not_before_at=now,
    )
    row.address, row.secret = to, code
    db.session.add(row)
    db.session.flush()


def give_up(message: Message, *, now: datetime) -> None:
    """Nobody can read where it should go, or what it says: he is called instead."""
    message.state = rules.LIFECYCLE.after(message.state, "fail")
    db.session.flush()
    call_instead(message, now=now)


def withhold(message: Message, *, now: datetime) -> None:
    """Nothing is sent to somebody who wants no messages; he is called instead."""
    message.state = rules.LIFECYCLE.after(message.state, "withhold")
    db.session.flush()
    call_instead(message, now=now)


def take_back(worker_id: int, *, complaint_id: int) -> None:
    """He does not belong to this complaint after all: what still waits to be sent is dropped."""
    waits = delete(Message).where(
        Message.worker_id == worker_id,
        Message.complaint_id == complaint_id,
        Message.state == Delivery.WAITING,
    )
    db.session.execute(waits)


def _spoken(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
