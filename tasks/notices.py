"""Sending what waits: take, send, settle, in two transactions for each message; asking the service
what became of the unclear ones; reading answers. And what officers are reminded of in the morning.

A crash between them leaves the message taken: it is then marked as unclear, never sent twice.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from casework.ground.identity import queries as identity
from casework.ground.identity.terms import Permission
from casework.ground.notices import queries
from casework.ground.notices.actions import reminding, sending
from casework.ground.notices.terms import GATEWAY, REMINDED, Channel
from casework.kernel import clock, gateway, pulse
from casework.kernel.days import day_of
from casework.kernel.gateway import Answer
from casework.kernel.sweeps import Sweep
from casework.kernel.transaction import looking, writing
from tasks import app

SWEEP, DIGEST = "messages", "digest"
_AT_A_TIME = 50
#: The service is asked again about an unclear message after so long.
_ASK_EVERY = timedelta(minutes=5)
_ASKED_AT_A_TIME = 10
#: A message taken and not answered for after this long: nobody knows whether it went out.
_ANSWER_WITHIN = timedelta(minutes=5)
#: A reminder that comes late tells of the warnings of so long.
_WARNED_WITHIN = timedelta(days=1)


@app.task
def tick() -> int:
    """Sends what may go out now, the oldest first; returns how many it looked at."""
    with looking():
        sweep = Sweep(SWEEP, now=clock.now())
        before = clock.now() - _ANSWER_WITHIN
        stuck = queries.stuck(SWEEP, before=before, limit=_AT_A_TIME, now=clock.now())
    sweep.each(stuck, _give_up_waiting)
    clear_up(sweep)
    looked = sum(_send_all(channel, sweep) for channel in (Channel.SMS, Channel.MAIL))
    _mark_gateway(looked)
    return looked


def _give_up_waiting(message_id: int) -> None:
    sending.settle(message_id, Answer(arrived=None, reason="no answer"), now=clock.now())


def _mark_gateway(looked: int) -> None:
    """The way out gives a sign only while messages get out."""
    with looking():
        fresh = pulse.is_fresh(GATEWAY.name, now=clock.now())
        held_up = not fresh and queries.are_held_up(now=clock.now())
    if not fresh and not held_up:
        with writing():
            pulse.beat(GATEWAY.name, seen=looked, now=clock.now())


def _send_all(channel: Channel, sweep: Sweep) -> int:
    """What may go out by one way. A way that does not work is left for this turn, so that it
    holds up no other."""
    with looking():
        found = queries.due(SWEEP, now=clock.now(), limit=_AT_A_TIME, channel=channel)
    for place, message_id in enumerate(found, start=1):
        works = True
        with sweep.row(message_id):
            works = send(message_id)
        if not works:
            return place
    return len(found)


def clear_up(sweep: Sweep) -> None:
    """Asks the service about messages of which nobody knows whether they went out.

    Nothing is sent anew for its answer: a message that it never saw has failed, and somebody calls.
    """
    with looking():
        before = clock.now() - _ASK_EVERY
        found = queries.unclear(SWEEP, before=before, limit=_ASKED_AT_A_TIME, now=clock.now())
    for message_id in found:
        with sweep.row(message_id):
            _ask_after(message_id)


def _ask_after(message_id: int) -> None:
    with writing():
        key = sending.mark_asked(message_id, now=clock.now())
    fate = gateway.fate(key)
    if fate is not None:
        with writing():
            sending.reconcile(message_id, fate, now=clock.now())


@app.task
def digest() -> int:
    """The reminders of a working day, once, from half past eight on; returns how many officers
    it looked at.

    The mark is left when everybody has been looked at: a turn that was cut off is taken up by the
    next. Whoever's reminder failed is tried again, and told of all warnings of the last days.
    """
    now, today = clock.now(), clock.today()
    with looking():
        last, until = pulse.last(REMINDED.name), queries.reminder_until(now)
        done = last is not None and day_of(last) >= today
        to_do = Sweep(DIGEST, now=now).to_retry() if done else _readers()
    if until is None or not to_do:
        return 0
    since = None if last is None else min(last, now - _WARNED_WITHIN) if done else last
    made = Sweep(DIGEST, now=now).each(
        to_do, partial(_remind, today=today, until=until, since=since, now=now)
    )
    if not done:
        with writing():
            pulse.beat(REMINDED.name, seen=made, now=now)
    return made


def _readers() -> list[int]:
    return [officer.id for officer in identity.who_may(Permission.READ_CASE)]


def _remind(
    officer_id: int, *, today: date, until: date, since: datetime | None, now: datetime
) -> None:
    officer = identity.officer(officer_id)
    due = queries.due_of(officer, today=today, until=until, since=since)
    reminding.remind(officer, due, on=today, now=now)


def send(message_id: int) -> bool:
    """One message, unless another worker has it. False when its way out does not work."""
    with writing():
        letter = sending.take(message_id, now=clock.now())
    if letter is None:
        return True
    answer = gateway.way_out(letter).send(letter)
    with writing():
        sending.settle(message_id, answer, now=clock.now())
    return bool(answer.arrived) or answer.bad_address
