"""Answers of workers: kept once, then read once. "1" is the money in his hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete

from casework.ground.cases.actions import timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind
from casework.ground.ledger import queries as ledger_queries
from casework.ground.ledger.actions import confirming
from casework.ground.ledger.terms import Way
from casework.ground.notices import queries, rules
from casework.ground.notices.actions.calling import ask_to_call, who
from casework.ground.notices.models import Message, QuietNumber, Reply
from casework.ground.notices.terms import Event, Inbound, Meaning, Notice, ReplyKept
from casework.ground.parties import queries as people
from casework.ground.parties.models import Worker
from casework.kernel.database import db, lock
from casework.kernel.days import local
from casework.kernel.facts import announce
from casework.kernel.once import insert_unless_there


def keep_reply(said: Inbound, *, now: datetime) -> None:
    """Keeps what the service has taken for us, once for its own id; it is read a moment later."""
    row = Reply(
        service_id=said.service_id,
        sender_index=queries.number_index(said.sender),
        meaning=rules.meaning(said.text),
        said_at=rules.said_at(said.said_at, now=now),
        kept_at=now,
    )
    row.sender, row.text = said.sender, said.text
    names = (
        "id",
        "service_id",
        "sender_sealed",
        "sender_index",
        "text_sealed",
        "meaning",
        "said_at",
        "kept_at",
    )
    if insert_unless_there(Reply, **{name: getattr(row, name) for name in names}):
        announce(ReplyKept(row.id), now=now)


def read_reply(reply_id: int, *, now: datetime) -> None:
    """Does what an answer says, once."""
    reply = lock(Reply, reply_id)
    if reply.read_at is not None:
        return
    reply.read_at = now
    workers = _holders(reply.sender)
    about_money = reply.meaning in (Meaning.HERE, Meaning.LESS)
    message = _answered(reply, workers, Notice.PAYMENT) if about_money else None
    message = message or _answered(reply, workers, None)
    reply.message_id = message.id if message else None
    _READERS[reply.meaning](reply, workers, message, now)
    db.session.flush()


def _holders(number: str) -> list[Worker]:
    """Whose number it is. Of those who were written down twice, who stands in a case counts."""
    found = people.workers_by_phone(number)
    return [one for one in found if matters.lines_of_worker(one.id)] or found


def _answered(reply: Reply, workers: Sequence[Worker], notice: Notice | None) -> Message | None:
    by = reply.said_at + rules.CLOCKS_DIFFER
    return queries.answered(workers, number=reply.sender, by=by, notice=notice)


def _here(reply: Reply, workers: Sequence[Worker], message: Message | None, now: datetime) -> None:
    """The money is here: exactly what the message told of, for the one line it was told of."""
    line = _line_told(workers, message)
    if line is None or message is None or message.batch_id is None:
        _other(reply, workers, message, now)
        return
    entry = confirming.confirm_slip(
        line, batch_id=message.batch_id, way=Way.SMS, proof=_proof(reply, line), by=None, now=now
    )
    if entry is None:
        _other(reply, workers, message, now)


def _less(reply: Reply, workers: Sequence[Worker], message: Message | None, now: datetime) -> None:
    """Not here, or less: nothing is confirmed, and an officer looks at it today."""
    line = _line_told(workers, message)
    if line is None or line.ending is not None or not ledger_queries.waiting(line):
        _other(reply, workers, message, now)
        return
    confirming.report_short(line, said=_proof(reply, line), by=None, now=now)


def _line_told(workers: Sequence[Worker], message: Message | None) -> Line | None:
    """The line whose payment was told of; None where the number is not that of one person."""
    if len(workers) != 1 or message is None or message.case_id is None:
        return None
    if message.notice is not Notice.PAYMENT:
        return None
    mine = matters.lines_of_worker(workers[0].id)
    return next((line for line in mine if line.case_id == message.case_id), None)


def _proof(reply: Reply, line: Line) -> str:
    """What was answered and when; and by whose phone, when it is not that of the worker."""
    at, of = local(reply.said_at), line.worker.phone_of
    said = f"短信回复{reply.text[:10]}　{at.year}年{at.month}月{at.day}日{at:%H:%M}"
    return f"{said}　手机不是本人的，是{of}的" if of else said


def _stop(reply: Reply, workers: Sequence[Worker], message: Message | None, now: datetime) -> None:
    """No more messages to this number, but for what he asks for himself."""
    insert_unless_there(QuietNumber, number_index=reply.sender_index, since_at=now)
    _note(message, Event.STOPPED, reply, now=now)


def _start(reply: Reply, workers: Sequence[Worker], message: Message | None, now: datetime) -> None:
    """Messages go to this number again."""
    db.session.execute(delete(QuietNumber).where(QuietNumber.number_index == reply.sender_index))
    _note(message, Event.STARTED, reply, now=now)


def _other(reply: Reply, workers: Sequence[Worker], message: Message | None, now: datetime) -> None:
    """What no rule can act on: written down, and somebody calls."""
    case = _note(message, Event.ANSWERED, reply, now=now)
    if case is None or message is None:
        return
    title = (
        "几个人共用一个手机号，回了短信，打电话问是谁"
        if len(workers) > 1
        else f"{who(case, message.worker_id)}回了短信，看时间线，打电话问"
    )
    ask_to_call(case, title=title, now=now)


def _note(message: Message | None, event: Event, reply: Reply, *, now: datetime) -> Case | None:
    """A line in the timeline of the case to which the answer belongs."""
    if message is None or message.case_id is None:
        return None
    case = matters.any_case(message.case_id)
    timeline.record(case, event=event, kind=EntryKind.WORKER, text=reply.text, by=None, now=now)
    return case


_READERS: dict[Meaning, Callable[[Reply, Sequence[Worker], Message | None, datetime], None]] = {
    Meaning.HERE: _here,
    Meaning.LESS: _less,
    Meaning.STOP: _stop,
    Meaning.START: _start,
    Meaning.OTHER: _other,
}
