"""Asking an officer to call somebody whom a message does not reach."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import tasks
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.notices import queries
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery
from casework.kernel.database import db
from casework.kernel.days import day_of

_WHY = {
    Delivery.WITHHELD: "不收短信，请打电话告诉他",
    Delivery.FAILED: "短信未送达，请打电话",
    Delivery.UNDELIVERED: "短信未送达，请打电话",
}


def call_instead(message: Message, *, now: datetime) -> None:
    """A task for whoever handles the case, once for each message. Before there is a case, the
    desk lists what did not arrive, until somebody has called."""
    if message.alerted_at is not None or message.case_id is None:
        return
    message.alerted_at = now
    case = matters.any_case(message.case_id)
    title = f"{who(case, message.worker_id)}{_WHY[message.state]}（{message.notice.zh[:12]}…）"
    tasks.add_task(case, title=title, officer=case.handler, due_on=day_of(now), by=None, now=now)
    db.session.flush()


def called(complaint_id: int, *, now: datetime) -> None:
    """Somebody has called: what did not arrive has been said."""
    for message in queries.not_called(complaint_id):
        message.alerted_at = now
    db.session.flush()


def ask_to_call(case: Case, *, title: str, now: datetime) -> None:
    """A task for today, unless the same one is still open."""
    tasks.add_task_unless_open(
        case, title=title, officer=case.handler, due_on=day_of(now), by=None, now=now
    )


def who(case: Case, worker_id: int | None) -> str:
    """A worker by his place in the case: tasks stand in lists, and name nobody."""
    place = next(
        (line.position for line in matters.lines(case.id) if line.worker_id == worker_id), None
    )
    return f"第{place}人" if place else "工人"
