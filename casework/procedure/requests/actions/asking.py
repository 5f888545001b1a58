"""What a worker says himself, or a clerk for him when he stands at the counter (``by``)."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.ground.cases.actions import tasks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.rules import stages
from casework.ground.cases.terms import Change, EntryKind, Stage
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.ground.parties import actions as parties
from casework.ground.parties.terms import PhoneWay
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.once import insert_unless_there
from casework.procedure.closing import actions as closing
from casework.procedure.intake.actions import claimants
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.terms import Kind as Filed
from casework.procedure.requests import queries, rules
from casework.procedure.requests.models import Satisfaction, WorkerRequest
from casework.procedure.requests.terms import About, Event, Grade, Kind, Said, State

_SAID = "工人反映没解决"
#: What the timeline says of a request, and what there is to do about it.
_TOLD = {
    Kind.WITHDRAW: (Event.WITHDRAWAL_ASKED, "工人要撤回：先打电话问本人"),
    Kind.CORRECT: (Event.CORRECTION_ASKED, "工人要更正：{about}"),
    Kind.UNSOLVED: (Event.UNSOLVED_SAID, _SAID),
}


def ask_withdrawal(
    claimant: Claimant, *, words: str, by: Officer | None, now: datetime
) -> WorkerRequest:
    """He wants to withdraw his own line. Nothing happens to it before he was called back.

    Asking twice is asking once. Raises NotForTips, OverAlready.
    """
    line = _own_line(claimant)
    row = _new(claimant, Kind.WITHDRAW, About.LINE, line, words=words, by=by, now=now)
    return _ask(row, by=by, now=now)


def ask_correction(
    claimant: Claimant, said: Said, *, by: Officer | None, now: datetime
) -> WorkerRequest:
    """He corrects what he said. Before acceptance it holds at once where it is his alone to say;
    later, and where others are touched, an officer decides.

    Raises NotForTips, OverAlready, NothingNew.
    """
    line = _own_line(claimant)
    before = queries.present(claimant, said.about)
    if before.shown == said.shown:
        raise rules.NothingNew
    row = _new(claimant, Kind.CORRECT, said.about, line, by=by, now=now)
    row.old, row.new = before.shown, said.shown
    complaint = claimant.complaint
    if queries.is_before_line(claimant) and _is_his_to_say(said.about, complaint):
        history = f"{said.about.zh}：{before.shown} → {said.shown}"
        claimants.correct_claimant(
            claimant,
            amount=said.amount,
            from_month=said.from_month,
            to_month=said.to_month,
            history=history,
            by=by,
            now=now,
            **_places(said),
        )
        row.state, row.settled_at = rules.LIFECYCLE.after(row.state, "carry_out"), now
        db.session.add(row)
        db.session.flush()
        return row
    _replace(row, now=now)
    return _ask(row, by=by, now=now)


def _is_his_to_say(about: About, complaint: Complaint) -> bool:
    """Amount and months are each one's own; place and employer belong to everybody in it."""
    return about in (About.AMOUNT, About.MONTHS) or len(complaint.claimants) == 1


def _places(said: Said) -> dict[str, str]:
    if said.about is About.PLACE:
        return {"place": said.text}
    return {"employer": said.text} if said.about is About.EMPLOYER else {}


def _replace(row: WorkerRequest, *, now: datetime) -> None:
    """A newer correction of the same thing takes the place of one that still waits."""
    earlier = queries.find_open(row.claimant_id, row.kind, row.about)
    if earlier is not None:
        lock(WorkerRequest, earlier.id)
        earlier.state, earlier.settled_at = rules.LIFECYCLE.after(earlier.state, "cancel"), now
        row.task_id = earlier.task_id
        db.session.flush()


def _own_line(claimant: Claimant) -> Line | None:
    """Held with its complaint and its case, as they stand now. Raises NotForTips, OverAlready."""
    complaint = lock(Complaint, claimant.complaint_id)
    if complaint.kind is Filed.TIP:
        raise rules.NotForTips
    line = queries.line_of(claimant)
    if line is not None:
        lock(Case, line.case_id)  # before the request, as everywhere
    waits = queries.is_before_line(claimant) and claimant.withdrawn_at is None
    works = line is not None and line.ending is None and line.case.stage in stages.OPEN
    works = works and claimant.withdrawn_at is None
    if not (waits or works):
        raise rules.OverAlready
    return line


def _new(
    claimant: Claimant,
    kind: Kind,
    about: About,
    line: Line | None,
    *,
    words: str = "",
    by: Officer | None,
    now: datetime,
) -> WorkerRequest:
    complaint = claimant.complaint
    case = line.case if line else None
    row = WorkerRequest(
        kind=kind,
        about=about,
        state=State.OPEN,
        complaint_id=complaint.id,
        claimant_id=claimant.id,
        case_id=case.id if case else None,
        line_id=line.id if line else None,
        asked_at=now,
        taken_by=by.id if by else None,
        unit_id=case.holder_unit_id if case else complaint.unit_id,
    )
    row.words = words or None
    return row


def _ask(row: WorkerRequest, *, by: Officer | None, now: datetime) -> WorkerRequest:
    """Writes the request once; in a case its handler has something to do."""
    columns = {c.key: getattr(row, c.key) for c in WorkerRequest.__mapper__.column_attrs}
    if not insert_unless_there(WorkerRequest, **columns):
        return queries.find_open(row.claimant_id, row.kind, row.about) or row
    kept = lock(WorkerRequest, row.id)
    if kept.case_id is not None:
        _tell_handler(kept, lock(Case, kept.case_id), by=by, now=now)
    return kept


def _tell_handler(row: WorkerRequest, case: Case, *, by: Officer | None, now: datetime) -> None:
    """One task for the handler and one entry in the timeline."""
    event, task = _TOLD[row.kind]
    changes = [Change(row.about.zh, row.about.en, row.old or "", row.new or "")]
    timeline.record(
        case,
        event=event,
        kind=EntryKind.WORKER,
        text=row.words or "",
        changes=changes if row.new else (),
        by=by,
        now=now,
    )
    if row.task_id is None:
        due_on = day_of(now) + timedelta(days=rules.TASK_DAYS)
        made = tasks.add_task(
            case,
            title=task.format(about=row.about.zh),
            officer=case.handler,
            due_on=due_on,
            by=by,
            now=now,
        )
        db.session.flush()
        row.task_id = made.id
    db.session.flush()


def follow_into_case(complaint_id: int, case: Case, *, now: datetime) -> None:
    """The complaint has become a case: what its people asked for before is now for whoever
    handles that. Again changes nothing."""
    case = lock(Case, case.id)
    for waiting in queries.before_case(complaint_id):
        row = lock(WorkerRequest, waiting.id)
        line = queries.line_of(row.claimant)
        if row.state is not State.OPEN or line is None:
            continue
        row.case_id, row.line_id, row.unit_id = case.id, line.id, case.holder_unit_id
        _tell_handler(row, case, by=None, now=now)


def change_phone(
    claimant: Claimant, *, phone: str, reason: str = "", by: Officer | None, now: datetime
) -> None:
    """His new phone; the old one is told, and stays on record. It holds for every matter in which
    he stands. Who changes it himself has proved the old one; at the counter a clerk says how he
    was known. Raises PhoneReasonNeeded."""
    worker, complaint = claimant.worker, claimant.complaint
    case = lock(Case, complaint.case_id) if complaint.case_id else None
    if worker is not None:
        unit = case.holder if case else complaint.unit
        telling.tell(
            worker,
            notice=Notice.PHONE_CHANGED,
            about=f"phone:{now.isoformat()}",
            unit=unit,
            complaint_id=complaint.id,
            case_id=complaint.case_id,
            muted=complaint.muted,
            now=now,
        )
        way = PhoneWay.CODE if by is None else PhoneWay.COUNTER
        parties.change_phone(worker, phone=phone, way=way, reason=reason, by=by, now=now)
    claimants.note_new_phone(claimant, phone=phone, by=by, now=now)
    if case is not None:
        timeline.record(case, event=Event.PHONE_CHANGED, kind=EntryKind.WORKER, by=by, now=now)
    db.session.flush()


def say_unsolved(
    claimant: Claimant, *, words: str, by: Officer | None, now: datetime
) -> WorkerRequest:
    """One press opens the closed case again, under its number; pressing again changes nothing.

    It is the worker's own act, and counts for the unit that had closed. At the counter a clerk
    (``by``) may also take it after the window: then a head decides. Raises StillOpen, TooLate.
    """
    line = queries.line_of(claimant)
    if line is None:
        raise rules.StillOpen
    case = lock(Case, line.case_id)
    line = lock(Line, line.id)
    if case.stage is Stage.CLOSED:
        return _reopened(claimant, case, line, words=words, by=by, now=now)
    if case.stage not in stages.OPEN:
        raise rules.StillOpen
    if line.ending is None:
        return _said_before(claimant)
    closing.contest_line(line, reason=words or _SAID, by=by, now=now)
    return _unsolved(claimant, About.LINE, line, words=words, by=by, now=now)


def _reopened(
    claimant: Claimant, case: Case, line: Line, *, words: str, by: Officer | None, now: datetime
) -> WorkerRequest:
    last_on = queries.last_day_to_reopen(case)
    if last_on is None or day_of(now) > last_on:
        if by is None:
            raise rules.TooLate
        row = _new(claimant, Kind.UNSOLVED, About.CASE, line, words=words, by=by, now=now)
        return _ask(row, by=by, now=now)
    closing.reopen(case, reason=words or _SAID, by=None, now=now)
    if line.ending is not None:
        closing.reopen_line(line, reason=words or _SAID, by=None, now=now)
    return _unsolved(claimant, About.CASE, line, words=words, by=by, now=now)


def _unsolved(
    claimant: Claimant, about: About, line: Line, *, words: str, by: Officer | None, now: datetime
) -> WorkerRequest:
    row = _new(claimant, Kind.UNSOLVED, about, line, words=words, by=by, now=now)
    row.state, row.settled_at = rules.LIFECYCLE.after(row.state, "carry_out"), now
    db.session.add(row)
    db.session.flush()
    return row


def _said_before(claimant: Claimant) -> WorkerRequest:
    """He has said so, and it is being worked on. Raises StillOpen when he has not."""
    for row in queries.of_claimant(claimant.id):
        if row.kind is Kind.UNSOLVED and row.state is State.DONE:
            return row
    raise rules.StillOpen


def grade(
    claimant: Claimant, grade: Grade, *, words: str, by: Officer | None, now: datetime
) -> Satisfaction:
    """How content he is; saying it again replaces it. Raises StillOpen, TooLate."""
    line = queries.line_of(claimant)
    last_on = queries.last_day_to_grade(line) if line else None
    if line is None or last_on is None:
        raise rules.StillOpen
    if day_of(now) > last_on:
        raise rules.TooLate
    insert_unless_there(
        Satisfaction, claimant_id=claimant.id, case_id=line.case_id, grade=grade, given_at=now
    )
    row = queries.find_satisfaction(claimant.id)
    if row is None:
        raise rules.StillOpen
    row = lock(Satisfaction, row.id)
    row.grade, row.given_at, row.words = grade, now, words or None
    case = lock(Case, line.case_id)
    timeline.record(case, event=Event.GRADED, kind=EntryKind.WORKER, text=grade.zh, by=by, now=now)
    return row
