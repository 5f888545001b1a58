"""Sending: take, settle, learn what became of it, and send anew what did not arrive."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.ground.notices import queries, rules
from casework.ground.notices.actions.calling import call_instead
from casework.ground.notices.actions.telling import give_up, withhold
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Channel, Delivery, Notice, Reported
from casework.ground.parties import queries as people
from casework.kernel import unreadable
from casework.kernel.database import db, lock
from casework.kernel.gateway import Answer, Fate, Letter
from casework.kernel.lifecycle import NoSuchMove

_GIVEN_UP = (Delivery.FAILED, Delivery.UNDELIVERED)


def take(message_id: int, *, now: datetime) -> Letter | None:
    """Marks a waiting message as being sent; None when somebody else has it, when it is night, or
    when messages are no longer wanted."""
    message = lock(Message, message_id)
    if message.state is not Delivery.WAITING or message.not_before_at > now:
        return None
    if rules.is_stale(message.notice, message.made_at, now=now):
        message.state = rules.LIFECYCLE.after(message.state, "fail")
        db.session.flush()
        return None
    if unreadable.is_in([message.address, message.told]):
        give_up(message, now=now)
        return None
    if _waits_for_morning(message, now=now):
        return None
    if _is_unwanted(message):
        withhold(message, now=now)
        return None
    message.state = rules.LIFECYCLE.after(message.state, "take")
    message.tries += 1
    message.tried_at = now
    return Letter(
        key=message.letter_key,
        address=message.address,
        words=message.told,
        by_mail=message.channel is Channel.MAIL,
        template=message.notice.value,
        parameters=message.filled,
    )


def _waits_for_morning(message: Message, *, now: datetime) -> bool:
    """What an outage held up into the night goes out in the morning. Mail wakes nobody, and what
    was asked for goes at once."""
    if message.channel is Channel.MAIL or message.notice.asked_for:
        return False
    message.not_before_at = rules.not_before(now)
    db.session.flush()
    return message.not_before_at > now


def _is_unwanted(message: Message) -> bool:
    """Whether its worker, or the holder of its number, has said meanwhile: no messages."""
    if message.notice.asked_for or message.channel is Channel.MAIL:
        return False
    if message.worker_id is None:
        return queries.is_quiet_number(message.address)
    return bool(queries.quiet([people.worker(message.worker_id)]))


def settle(message_id: int, answer: Answer, *, now: datetime) -> None:
    """Keeps what the gateway said. A refusal is tried again later, unless it is for the address;
    an unclear answer never is."""
    message = lock(Message, message_id)
    if message.state is not Delivery.SENDING:
        # a report came before the answer: it knows more
        message.reference = message.reference or answer.reference
        return
    message.reference, message.reason = answer.reference, answer.reason[:200]
    verb = _verb(message, answer)
    if verb == "put_back":
        later: timedelta = rules.TRY_AGAIN_AFTER * message.tries
        message.not_before_at = rules.not_before(now + later, message.notice)
    _move(message, verb, now=now)


def _verb(message: Message, answer: Answer) -> str:
    if answer.arrived is None:
        return "lose"
    if answer.arrived:
        return "hand_over"
    if answer.bad_address:
        return "fail"
    # a code is asked for anew sooner than it is tried again
    again = message.tries < rules.MOST_TRIES and message.notice is not Notice.ONE_TIME
    return "put_back" if again else "fail"


def _move(message: Message, verb: str, *, now: datetime) -> None:
    """Through the table; what has failed for good is somebody's call to make."""
    message.state = rules.LIFECYCLE.after(message.state, verb)
    if verb in ("hand_over", "arrive"):
        message.sent_at = message.sent_at or now
    if verb == "arrive":
        message.delivered_at = now
    db.session.flush()
    if message.state in _GIVEN_UP:
        call_instead(message, now=now)


_VERBS = {
    Fate.TAKEN: "hand_over",
    Fate.DELIVERED: "arrive",
    Fate.UNDELIVERED: "miss",
    Fate.NEVER_SEEN: "fail",
}


def reconcile(message_id: int, fate: Fate, *, now: datetime) -> None:
    """What became of a message whose answer was unclear: from the service, or read in its list."""
    message = lock(Message, message_id)
    if message.state is Delivery.UNKNOWN:
        _move(message, _VERBS[fate], now=now)


def mark_asked(message_id: int, *, now: datetime) -> str:
    """The service is asked about this message now, and not again for a while; its key there."""
    message = lock(Message, message_id)
    message.asked_at = now
    return message.letter_key


def take_report(said: Reported, *, now: datetime) -> None:
    """The service reports of a message. What is known for good is not changed by a repeat."""
    found = queries.find_reported(key=said.key, reference=said.reference)
    if found is None:
        return
    message = lock(Message, found.id)
    verb = "arrive" if said.delivered else "miss"
    if verb in rules.LIFECYCLE.verbs(message.state):
        _move(message, verb, now=now)


def try_again(message_id: int, *, now: datetime) -> None:
    """Sends a message anew that did not arrive; the service knows it under another key.

    Raises NoSuchMove.
    """
    message = lock(Message, message_id)
    if message.notice is Notice.ONE_TIME:
        raise NoSuchMove
    message.state = rules.LIFECYCLE.after(message.state, "try_again")
    message.rounds += 1
    message.tries, message.reference, message.reason = 0, "", ""
    message.not_before_at = rules.not_before(now)
    db.session.flush()
