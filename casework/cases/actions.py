"""Do: open a case, assign it, record what happened, run its clocks.

Stages above call these; nothing else writes these rows.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from casework.cases import queries, rules
from casework.cases.models import (
    NO_DATE,
    Assignment,
    Case,
    Clock,
    ClockFiring,
    Evidence,
    Holding,
    Line,
    Task,
    TimelineEntry,
)
from casework.cases.terms import (
    CaseOpened,
    Change,
    ClockBreached,
    ClockStage,
    ClockState,
    ClockWarned,
    EntryKind,
    Event,
    InspectorsAssigned,
    Part,
    Stage,
    Subject,
)
from casework.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.days import SHANGHAI, day_of, local
from casework.kernel.facts import announce
from casework.kernel.money import Money
from casework.kernel.once import insert_unless_there, next_number
from casework.kernel.terms import LabelEnum
from casework.offices.models import Unit
from casework.parties.models import Employer, Project, Worker
from casework.statute import queries as statute
from casework.statute import rules as law
from casework.statute.terms import Sheet


def open_case(
    *,
    unit: Unit,
    employer: Employer,
    project: Project | None = None,
    received_on: date,
    filed_on: date,
    muted: bool = False,
    source_note: str = "",
    by: Officer | None,
    now: datetime,
) -> Case:
    """Files a case with its number, held by ``unit``, and starts the investigation limit.

    The number is taken here: 临兰监案〔2026〕0388号, in sequence for the area and year.
    """
    area = unit.area
    serial = next_number(f"case:{area.id}:{filed_on.year}")
    case = Case(
        number=f"临{area.short}监案〔{filed_on.year}〕{serial:04d}号",
        area_id=area.id, holder_unit_id=unit.id, employer_id=employer.id,
        project_id=project.id if project else None, stage=Stage.FILED,
        received_on=received_on, filed_on=filed_on, muted=muted, source_note=source_note,
        opened_at=now,
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    db.session.add(Holding(case_id=case.id, unit_id=unit.id, since_at=now))
    record(case, event=Event.CASE_OPENED, to_worker=True, by=by, now=now)
    start_clock(kind=Subject.CASE, subject_id=case.id, rule="INV", start_on=filed_on,
                unit=unit, case=case, now=now)  # fmt: skip
    announce(CaseOpened(case_id=case.id), now=now)
    return case


def add_line(
    case: Case,
    *,
    worker: Worker,
    claimed: Money,
    from_month: date | None = None,
    to_month: date | None = None,
    job: str = "",
    complaint_id: int | None = None,
    synthetic: bool = False,
    by: Officer | None,
    now: datetime,
) -> Line:
    """One worker's line; the same worker twice in a case is one line, which is returned."""
    there = db.session.scalars(
        select(Line).where(Line.case_id == case.id, Line.worker_id == worker.id)
    ).one_or_none()
    if there is not None:
        return there
    line = Line(
        case_id=case.id, worker_id=worker.id, position=case.people + 1, claimed=claimed,
        from_month=from_month, to_month=to_month, job=job, complaint_id=complaint_id,
        synthetic=synthetic,
    )  # fmt: skip
    db.session.add(line)
    db.session.flush()
    add_up(case)
    return line


def add_up(case: Case) -> None:
    """Brings the sums of a case in step with its lines. Verified stays empty until one line is."""
    db.session.flush()
    sums = db.session.execute(
        select(
            func.count().label("people"),
            func.sum(Line.claimed).label("claimed"),
            func.sum(Line.verified).label("verified"),
            func.sum(Line.paid).label("paid"),
            func.sum(Line.confirmed).label("confirmed"),
        ).where(Line.case_id == case.id)
    ).one()
    nothing = Money(0)
    case.people = sums.people
    case.claimed, case.verified = sums.claimed or nothing, sums.verified
    case.paid, case.confirmed = sums.paid or nothing, sums.confirmed or nothing
    db.session.flush()


def assign(
    case: Case, *, lead: Officer, assistant: Officer, by: Officer | None, now: datetime
) -> None:
    """Two different inspectors, one of them the lead. Raises TwoInspectorsNeeded."""
    rules.check_inspectors(lead.id, assistant.id)
    before = {part: found.officer.name for part, found in queries.assignments(case.id).items()}
    for part, officer in ((Part.LEAD, lead), (Part.ASSIST, assistant)):
        _take_part(case, part=part, officer=officer, now=now)
    case.handler_id = lead.id
    if "begin" in rules.LIFECYCLE.verbs(case.stage):
        move(case, "begin")
    changes = [
        Change(part.zh, part.en, before.get(part, ""), officer.name)
        for part, officer in ((Part.LEAD, lead), (Part.ASSIST, assistant))
        if before.get(part) != officer.name
    ]
    record(case, event=Event.ASSIGNED, changes=changes, to_worker=True, by=by, now=now)
    announce(InspectorsAssigned(case_id=case.id, officer_ids=[lead.id, assistant.id]), now=now)


def _take_part(case: Case, *, part: Part, officer: Officer, now: datetime) -> None:
    present = queries.assignments(case.id).get(part)
    if present is not None:
        if present.officer_id == officer.id:
            return
        present.until_at = now
        db.session.flush()
    db.session.add(Assignment(case_id=case.id, officer_id=officer.id, part=part, since_at=now))
    db.session.flush()


def move(case: Case, verb: str) -> None:
    """Through the table only. Raises NoSuchMove."""
    case.stage = rules.LIFECYCLE.after(case.stage, verb)


def record(
    case: Case,
    *,
    event: LabelEnum,
    kind: EntryKind = EntryKind.STEP,
    text: str = "",
    changes: Sequence[Change] = (),
    to_worker: bool = False,
    subject: tuple[Subject, int] | None = None,
    by: Officer | None,
    now: datetime,
) -> TimelineEntry:
    """One timeline entry. ``event`` gives the words, as they stand today, in both languages."""
    entry = TimelineEntry(
        case_id=case.id, at=now, officer_id=by.id if by else None, kind=kind, event=event.value,
        what_zh=event.zh, what_en=event.en, to_worker=to_worker,
        subject_kind=subject[0].value if subject else None,
        subject_id=subject[1] if subject else None,
    )  # fmt: skip
    if changes:
        entry.changes = json.dumps([dataclasses.asdict(c) for c in changes], ensure_ascii=False)
    if text:
        entry.text = text
    db.session.add(entry)
    db.session.flush()
    return entry


def write_note(case: Case, *, text: str, by: Officer, now: datetime) -> TimelineEntry:
    """An internal note: never shown to a worker."""
    return record(case, event=Event.NOTE_WRITTEN, kind=EntryKind.NOTE, text=text, by=by, now=now)


def start_clock(
    *,
    kind: Subject,
    subject_id: int,
    rule: str,
    start_on: date,
    unit: Unit,
    case: Case | None = None,
    due_on: date | None = None,
    start_at: datetime | None = None,
    muted: bool = False,
    now: datetime,
) -> Clock:
    """Starts a legal limit under the rule in force on its start day.

    ``due_on`` is given where the paper sets the length itself (ORDER-TERM). Limits in hours
    need ``start_at``. Raises UnknownRule, NoStatutoryLength.
    """
    book, calendar = statute.statute(), statute.calendar()
    values: dict[str, Any] = {"due_on": due_on}
    if due_on is None:
        begin = local(start_at).replace(tzinfo=None) if start_at else start_on
        values = _worked_out(law.due(book.rule(rule, on=start_on), begin, calendar))
    clock = Clock(
        subject_kind=kind, subject_id=subject_id, case_id=case.id if case else None,
        area_id=unit.area_id, unit_id=unit.id, rule=rule, start_on=start_on,
        muted=muted or bool(case and case.muted), started_at=now, **values,
    )  # fmt: skip
    warn = book.figure("clock.warning.workdays", on=start_on).whole
    if not clock.muted:
        clock.check_on = rules.warning_day(start_on, clock.due_on, calendar, workdays=warn)
    db.session.add(clock)
    db.session.flush()
    if case is not None:
        refresh_next_due(case)
    return clock


def _worked_out(sheet: Sheet) -> dict[str, Any]:
    """What a clock keeps of its sheet; a limit in hours also keeps the instant."""
    due_at = sheet.due.replace(tzinfo=SHANGHAI) if isinstance(sheet.due, datetime) else None
    return {"due_on": sheet.due_on, "due_at": due_at, "length": sheet.length,
            "provisional": sheet.provisional}  # fmt: skip


def meet_clock(clock: Clock, *, on: date, now: datetime) -> None:
    """What the limit asked for was done on this day. Doing it again changes nothing."""
    if clock.state is not ClockState.RUNNING:
        return
    clock.state, clock.met_on, clock.check_on = ClockState.MET, on, None
    _settled(clock, now=now)


def meet(kind: Subject, subject_id: int, rule: str, *, on: date, now: datetime) -> None:
    """Meets the running clock of this rule, if there is one that had begun by this day.

    News of a deed may come late; it never meets a limit that began after the deed.
    """
    clock = queries.find_running_clock(kind, subject_id, rule)
    if clock is not None and clock.start_on <= on:
        meet_clock(clock, on=on, now=now)


def cancel_clock(clock: Clock, *, now: datetime) -> None:
    """The limit no longer applies."""
    if clock.state is not ClockState.RUNNING:
        return
    clock.state, clock.check_on = ClockState.CANCELLED, None
    _settled(clock, now=now)


def _settled(clock: Clock, *, now: datetime) -> None:
    db.session.flush()
    if clock.case_id is not None:
        refresh_next_due(queries.any_case(clock.case_id))


def refresh_next_due(case: Case) -> None:
    """The case shows the earliest due date of its running clocks; a replay shows none."""
    earliest = None if case.muted else queries.next_clock(case.id)
    case.next_due_on = earliest.due_on if earliest else None
    case.sort_on = earliest.due_on if earliest else NO_DATE
    case.next_rule = earliest.rule if earliest else None
    case.next_provisional = bool(earliest and earliest.provisional)
    case.next_yellow_on = _yellow_day(earliest) if earliest else None
    db.session.flush()


def _yellow_day(clock: Clock) -> date:
    book = statute.statute()
    return rules.yellow_day(
        clock.start_on, clock.due_on, statute.calendar(),
        share=book.figure("card.yellow.share", on=clock.start_on).whole,
        workdays=book.figure("card.yellow.workdays", on=clock.start_on).whole,
    )  # fmt: skip


def check_clock(clock_id: int, *, on: date, now: datetime) -> None:
    """Warns before the due date and raises the breach after it, each exactly once.

    A slot is claimed first, so a second sweep, or the same one run again, finds it taken.
    """
    clock = lock(Clock, clock_id)
    if clock.state is not ClockState.RUNNING or clock.check_on is None or clock.check_on > on:
        return
    if on > clock.due_on:
        _fire(clock, ClockStage.BREACH, should_on=rules.day_after(clock.due_on), now=now)
        clock.check_on = None
    else:
        _fire(clock, ClockStage.WARNING, should_on=clock.check_on, now=now)
        clock.check_on = rules.day_after(clock.due_on)
    db.session.flush()


def _fire(clock: Clock, stage: ClockStage, *, should_on: date, now: datetime) -> None:
    first = insert_unless_there(
        ClockFiring, clock_id=clock.id, subject_kind=clock.subject_kind,
        subject_id=clock.subject_id, rule=clock.rule, stage=stage, due_on=clock.due_on,
        should_on=should_on, fired_at=now,
    )  # fmt: skip
    if not first:
        return
    fact = ClockWarned if stage is ClockStage.WARNING else ClockBreached
    announce(fact(clock_id=clock.id), now=now)
    if clock.case_id is not None:
        event = Event.CLOCK_WARNED if stage is ClockStage.WARNING else Event.CLOCK_BREACHED
        record(queries.any_case(clock.case_id), event=event, kind=EntryKind.SYSTEM,
               text=_late_words(clock, should_on, now), by=None, now=now)  # fmt: skip


def _late_words(clock: Clock, should_on: date, now: datetime) -> str:
    """Which limit; and when it should have been said, if the sweep came late."""
    words = f"{clock.rule} {clock.due_on.isoformat()}"
    return words if day_of(now) == should_on else f"{words}（{should_on.isoformat()}）"


def add_task(
    case: Case, *, title: str, officer: Officer | None, due_on: date | None,
    by: Officer | None, now: datetime,
) -> Task:  # fmt: skip
    """Something to do, for one officer."""
    task = Task(case_id=case.id, officer_id=officer.id if officer else None, title=title,
                due_on=due_on, made_by=by.id if by else None, made_at=now)  # fmt: skip
    db.session.add(task)
    record(case, event=Event.TASK_ADDED, kind=EntryKind.CHANGE, text=title, by=by, now=now)
    return task


def finish_task(task: Task, *, by: Officer, now: datetime) -> None:
    """Done; doing it again changes nothing."""
    if task.done_at is not None:
        return
    task.done_at, task.done_by = now, by.id
    case = queries.any_case(task.case_id)
    record(case, event=Event.TASK_DONE, kind=EntryKind.CHANGE, text=task.title, by=by, now=now)


def keep_evidence(**values: Any) -> Evidence:
    """A file that was handed in: see the columns of Evidence."""
    evidence = Evidence(**values)
    db.session.add(evidence)
    db.session.flush()
    return evidence
