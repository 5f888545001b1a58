"""Sending what waits: find, then one task for each message; take, send, settle."""

from __future__ import annotations

from datetime import timedelta

from tasks import app

_BATCH = 50
#: A message taken and not answered for after this long: nobody knows whether it went out.
_ANSWER_WITHIN = timedelta(minutes=5)


@app.task(name="tasks.notices.tick")
def tick() -> int:
    """Hands every message that is due to a task of its own; returns how many."""
    from casework.kernel import clock
    from casework.notices import queries

    now = clock.now()
    for message_id in queries.stuck(before=now - _ANSWER_WITHIN, limit=_BATCH):
        lose.delay(message_id)
    due = queries.due(now=now, limit=_BATCH)
    for message_id in due:
        send.delay(message_id)
    return len(due)


@app.task(name="tasks.notices.send")
def send(message_id: int) -> None:
    """Three steps, two transactions: a crash in between leaves it taken, never sent twice."""
    from casework.kernel import clock, gateway
    from casework.kernel.transaction import writing
    from casework.notices import actions

    with writing():
        letter = actions.take(message_id, now=clock.now())
    if letter is None:
        return
    answer = gateway.text_messages().send(letter)
    actions.settle(message_id, answer, now=clock.now())


@app.task(name="tasks.notices.lose")
def lose(message_id: int) -> None:
    """A message that was taken by a worker that died is marked as unclear, not sent again."""
    from casework.kernel import clock
    from casework.kernel.gateway import Answer
    from casework.notices import actions

    actions.settle(message_id, Answer(arrived=None, reason="no answer"), now=clock.now())
