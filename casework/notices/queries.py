"""Ask: messages that wait, were sent, or belong to a complaint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from casework.kernel.database import db
from casework.kernel.terms import Missing
from casework.notices.models import Message
from casework.notices.terms import Delivery


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
