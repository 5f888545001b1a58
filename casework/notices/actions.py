"""Do: write a message with the change it tells of; take it, send it, keep what became of it;
remind an officer once a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casework.kernel.database import db, lock
from casework.kernel.gateway import Answer, Letter
from casework.kernel.once import insert_unless_there
from casework.notices import rules
from casework.notices.models import Digest, Message
from casework.notices.terms import Channel, Delivery, Due, Notice
from casework.offices.models import Unit
from casework.parties.models import Worker


def tell(
    worker: Worker,
    *,
    notice: Notice,
    about: str,
    unit: Unit,
    day: date | None = None,
    complaint_id: int | None = None,
    case_id: int | None = None,
    muted: bool = False,
    secret: str | None = None,
    now: datetime,
) -> bool:
    """A message to a worker's phone; False when he has none, or it was told already.

    ``about`` names the occasion, such as ``complaint:17``: one message for notice, occasion and
    worker. ``muted`` matters (replays of published cases) tell nobody.
    ``secret`` are digits that are kept sealed and stand in the words only when they leave.
    """
    phone = worker.phone
    if muted or not phone:
        return False
    return _write(
        phone, key=f"{notice.value}:{about}:{worker.id}", notice=notice, unit=unit, day=day,
        worker_id=worker.id, complaint_id=complaint_id, case_id=case_id, secret=secret,
        now=now,
    )  # fmt: skip


def tell_phone(
    phone: str, *, notice: Notice, about: str, unit: Unit, day: date | None = None,
    muted: bool = False, now: datetime,
) -> bool:  # fmt: skip
    """The same to a phone that belongs to nobody on file; the row says not whose, nor of what."""
    if muted:
        return False
    return _write(phone, key=f"{notice.value}:{about}", notice=notice, unit=unit, day=day,
                  now=now)  # fmt: skip


def _write(
    phone: str, *, key: str, notice: Notice, unit: Unit, day: date | None,
    worker_id: int | None = None, complaint_id: int | None = None, case_id: int | None = None,
    secret: str | None = None, now: datetime,
) -> bool:  # fmt: skip
    text = rules.words(
        notice, day=_spoken(day), office=unit.authority, phone=unit.phone or "12333"
    )  # fmt: skip
    row = Message(
        key=key, notice=notice, channel=Channel.SMS, worker_id=worker_id,
        complaint_id=complaint_id, case_id=case_id, words=text, made_at=now,
        not_before_at=rules.not_before(now),
    )  # fmt: skip
    row.address, row.secret = phone, secret
    columns = {
        name: getattr(row, name)
        for name in (
            "id", "key", "notice", "channel", "worker_id", "complaint_id", "case_id", "words",
            "made_at", "not_before_at", "address_sealed", "secret_sealed",
        )
    }  # fmt: skip
    return insert_unless_there(Message, **columns)


def send_code(code: str, *, to: str, about: str, now: datetime) -> None:
    """A one-time code for somebody who waits for it: at once, at any hour."""
    row = Message(
        key=f"{Notice.ONE_TIME.value}:{about}", notice=Notice.ONE_TIME, channel=Channel.SMS,
        words=rules.words(Notice.ONE_TIME, day="", office="", phone=""),
        made_at=now, not_before_at=now,
    )  # fmt: skip
    row.address, row.secret = to, code
    db.session.add(row)
    db.session.flush()


def _spoken(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


def take(message_id: int, *, now: datetime) -> Letter | None:
    """Marks a waiting message as being sent; None when somebody else has it."""
    message = lock(Message, message_id)
    if message.state is not Delivery.WAITING or message.not_before_at > now:
        return None
    if rules.is_stale(message.notice, message.made_at, now=now):
        message.state = rules.LIFECYCLE.after(message.state, "fail")
        db.session.flush()
        return None
    message.state = rules.LIFECYCLE.after(message.state, "take")
    message.tries += 1
    message.tried_at = now
    return Letter(key=message.key, address=message.address, words=message.told)


def settle(message_id: int, answer: Answer, *, now: datetime) -> None:
    """Keeps what the gateway said. A refusal is tried again later, an unclear answer never."""
    message = lock(Message, message_id)
    if message.state not in (Delivery.SENDING, Delivery.UNKNOWN):
        return
    message.reference, message.reason = answer.reference, answer.reason[:200]
    verb = _verb(message, answer)
    message.state = rules.LIFECYCLE.after(message.state, verb)
    if verb == "deliver":
        message.sent_at = now
    if verb == "put_back":
        later: timedelta = rules.TRY_AGAIN_AFTER * message.tries
        message.not_before_at = rules.not_before(now + later)
    db.session.flush()


def _verb(message: Message, answer: Answer) -> str:
    if answer.arrived:
        return "deliver"
    if answer.arrived is None:
        return "lose" if message.state is Delivery.SENDING else "fail"
    again = message.state is Delivery.SENDING and message.tries < rules.MOST_TRIES
    # a code is asked for anew sooner than it is tried again
    again = again and message.notice is not Notice.ONE_TIME
    return "put_back" if again else "fail"


def reconcile(message_id: int, *, arrived: bool, now: datetime) -> None:
    """Somebody has found out what became of a message whose answer was unclear."""
    message = lock(Message, message_id)
    if message.state is Delivery.UNKNOWN:
        settle(message_id, Answer(arrived=arrived, reference=message.reference), now=now)


def remind(officer_id: int, due: Due, *, on: date, now: datetime) -> bool:
    """The officer's one reminder of a day; False when there is nothing to say, or it is said."""
    if not due:
        return False
    return insert_unless_there(
        Digest, officer_id=officer_id, told_on=on, overdue=due.overdue, soon=due.soon,
        warned=due.warned, made_at=now,
    )  # fmt: skip
