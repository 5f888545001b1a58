"""Do: give an officer something to do, and finish it."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions.timeline import record
from casework.ground.cases.models.case import Case, Task
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Event
from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock


def add_task(
    case: Case,
    *,
    title: str,
    officer: Officer | None,
    due_on: date | None,
    by: Officer | None,
    now: datetime,
) -> Task:
    """Something to do, for one officer."""
    task = Task(
        case_id=case.id,
        officer_id=officer.id if officer else None,
        title=title,
        due_on=due_on,
        made_by=by.id if by else None,
        made_at=now,
    )
    db.session.add(task)
    record(case, event=Event.TASK_ADDED, kind=EntryKind.CHANGE, text=title, by=by, now=now)
    return task


def add_task_unless_open(
    case: Case,
    *,
    title: str,
    officer: Officer | None,
    due_on: date | None,
    by: Officer | None,
    now: datetime,
) -> Task | None:
    """The same, once: None while a task of this title is still open."""
    lock(Case, case.id)
    if any(task.title == title for task in matters.open_tasks(case.id)):
        return None
    return add_task(case, title=title, officer=officer, due_on=due_on, by=by, now=now)


def follow_up(case: Case, *, title: str, due_on: date, by: Officer | None, now: datetime) -> None:
    """For the handler, once: what goes along with something that the timeline tells already."""
    lock(Case, case.id)
    if not any(task.title == title for task in matters.open_tasks(case.id)):
        db.session.add(
            Task(
                case_id=case.id,
                officer_id=case.handler_id,
                title=title,
                due_on=due_on,
                made_by=by.id if by else None,
                made_at=now,
            )
        )
        db.session.flush()


def drop_follow_up(case: Case, *, title: str, by: Officer | None, now: datetime) -> None:
    """What it asked for has happened."""
    for task in matters.open_tasks(case.id):
        if task.title == title:
            task.done_at, task.done_by = now, by.id if by else None


def finish_task(task: Task, *, by: Officer, now: datetime) -> None:
    """Done; doing it again changes nothing."""
    if task.done_at is not None:
        return
    task.done_at, task.done_by = now, by.id
    case = matters.any_case(task.case_id)
    record(case, event=Event.TASK_DONE, kind=EntryKind.CHANGE, text=task.title, by=by, now=now)
