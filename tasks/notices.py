"""Sending what waits: take, send, settle, in two transactions for each message.

A crash between them leaves the message taken: it is then marked as unclear, never sent twice.
"""

from __future__ import annotations

from datetime import timedelta

from casework.kernel import clock, gateway, pulse
from casework.kernel.gateway import Answer
from casework.kernel.transaction import writing
from casework.notices import actions, queries
from tasks import app

_AT_A_TIME = 50
#: A message taken and not answered for after this long: nobody knows whether it went out.
_ANSWER_WITHIN = timedelta(minutes=5)


@app.task
def tick() -> int:
    """Sends what may go out now, the oldest first; returns how many it looked at."""
    for message_id in queries.stuck(before=clock.now() - _ANSWER_WITHIN, limit=_AT_A_TIME):
        with writing():
            actions.settle(message_id, Answer(arrived=None, reason="no answer"), now=clock.now())
    found = queries.due(now=clock.now(), limit=_AT_A_TIME)
    for message_id in found:
        send(message_id)
    with writing():
        pulse.beat(pulse.MESSAGES, seen=len(found), now=clock.now())
    return len(found)


def send(message_id: int) -> None:
    """One message, unless another worker has it."""
    with writing():
        letter = actions.take(message_id, now=clock.now())
    if letter is None:
        return
    answer = gateway.text_messages().send(letter)
    with writing():
        actions.settle(message_id, answer, now=clock.now())
