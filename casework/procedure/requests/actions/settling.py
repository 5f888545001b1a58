"""What an officer does about a worker's request: asks him back, carries it out, or answers."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import claims, tasks, timeline
from casework.ground.cases.models.case import Case, Line, Task
from casework.ground.cases.queries import claims as said_by
from casework.ground.cases.rules import claims as claim_rules
from casework.ground.cases.terms import Change, Ending, EntryKind
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.kernel.database import db, get, lock
from casework.kernel.days import local
from casework.procedure.closing import actions as closing
from casework.procedure.intake.actions import claimants
from casework.procedure.requests import rules
from casework.procedure.requests.models import WorkerRequest
from casework.procedure.requests.terms import About, Event, Kind, Said


def withdraw(
    request: WorkerRequest, *, called_at: datetime | None, said: str, by: Officer, now: datetime
) -> None:
    """He was called and wants it: his own line ends, with the call as its proof.

    Raises CallNeeded, CalledInFuture, OwnEntry, NoSuchMove, EndedAlready, StageIsOver.
    """
    row = _called(request, called_at=called_at, said=said, by=by, now=now)
    _settle(row, "carry_out", by=by, now=now)
    proof = _proof(row, by=by)
    if row.line_id is None:
        claimants.withdraw_claimant(row.claimant, call=proof, by=by, now=now)
    else:
        _withdraw_from(lock(Line, row.line_id), row, proof=proof, by=by, now=now)
    _tell(row, now=now)


def _withdraw_from(
    line: Line, row: WorkerRequest, *, proof: str, by: Officer, now: datetime
) -> None:
    """His line ends; where he claims something by another complaint too, only this claim does."""
    closing.check_open(line)
    standing = claim_rules.standing(said_by.said(line).claims)
    if any(claim.claimant_id != row.claimant_id for claim in standing):
        row.claimant.withdrawn_at = now
        claims.withdraw_claim(line, claimant_id=row.claimant_id, by=by, now=now)
        return
    closing.end_line(line, ending=Ending.WITHDRAWN, proof=proof, by=by, now=now)


def keep(
    request: WorkerRequest, *, called_at: datetime | None, said: str, by: Officer, now: datetime
) -> None:
    """He was called and does not want it: nothing happens to his line.

    Raises CallNeeded, CalledInFuture, OwnEntry, NoSuchMove.
    """
    row = _called(request, called_at=called_at, said=said, by=by, now=now)
    _settle(row, "cancel", by=by, now=now)
    _record(row, Event.WITHDRAWAL_DROPPED, text=_proof(row, by=by), by=by, now=now)
    _tell(row, now=now)


def _called(
    request: WorkerRequest, *, called_at: datetime | None, said: str, by: Officer, now: datetime
) -> WorkerRequest:
    row = _held(request, by=by)
    if called_at is None or not said.strip():
        raise rules.CallNeeded
    # typed to the minute, while the request bears its seconds
    if not row.asked_at.replace(second=0, microsecond=0) <= called_at <= now:
        raise rules.CalledInFuture
    row.called_at, row.call = called_at, said.strip()
    return row


def _proof(row: WorkerRequest, *, by: Officer) -> str:
    """When he was called, by whom, and what he said; cut to what a proof may hold."""
    at = local(row.called_at).strftime("%Y-%m-%d %H:%M") if row.called_at else ""
    return f"{at} {by.name}电话问本人：{row.call}"[:400]


def carry_out(
    request: WorkerRequest, said: Said, *, answer: str, by: Officer, now: datetime
) -> None:
    """The officer takes over what the worker corrects, as ``said`` states it.

    Amount and months go into his line; place and employer are put right in the case by hand.
    Raises AnswerNeeded, OwnEntry, NoSuchMove, StageIsOver.
    """
    row = _held(request, by=by)
    row.answer = _answer(answer)
    _settle(row, "carry_out", by=by, now=now)
    if row.line_id is not None and row.about in (About.AMOUNT, About.MONTHS):
        line = lock(Line, row.line_id)
        closing.check_open(line)
        claims.correct_claim(
            line,
            claimant_id=row.claimant_id,
            claimed=said.amount,
            from_month=said.from_month,
            to_month=said.to_month,
            by=by,
            now=now,
        )
    elif row.line_id is None:
        history = f"{row.about.zh}：{row.old} → {row.new}"
        claimants.correct_complaint(
            row.complaint,
            history=history,
            by=by,
            now=now,
            place=said.text if row.about is About.PLACE else None,
            employer=said.text if row.about is About.EMPLOYER else None,
        )
    _record(row, Event.CORRECTION_TAKEN, text=row.answer or "", by=by, now=now)
    _tell(row, now=now)


def answer(request: WorkerRequest, *, answer: str, by: Officer, now: datetime) -> None:
    """Nothing is changed, and the worker reads why. Raises AnswerNeeded, OwnEntry, NoSuchMove."""
    row = _held(request, by=by)
    row.answer = _answer(answer)
    _settle(row, "answer", by=by, now=now)
    event = Event.UNSOLVED_SAID if row.kind is Kind.UNSOLVED else Event.CORRECTION_ANSWERED
    _record(row, event, text=row.answer or "", by=by, now=now)
    _tell(row, now=now)


def reopen_late(request: WorkerRequest, *, answer: str, by: Officer, now: datetime) -> None:
    """After the window: a head opens the case again on what was said at the counter.

    Raises AnswerNeeded, OwnEntry, NoSuchMove.
    """
    row = _held(request, by=by)
    row.answer = _answer(answer)
    _settle(row, "carry_out", by=by, now=now)
    case, line = get(Case, row.case_id or 0), get(Line, row.line_id or 0)
    closing.reopen(case, reason=row.words or row.answer or "", by=by, now=now)
    if line.ending is not None:
        closing.reopen_line(line, reason=row.words or row.answer or "", by=by, now=now)
    _tell(row, now=now)


def _held(request: WorkerRequest, *, by: Officer) -> WorkerRequest:
    """The row as it stands now. Raises OwnEntry."""
    if request.case_id is not None:
        lock(Case, request.case_id)  # before the request, as everywhere
    row = lock(WorkerRequest, request.id)
    if row.taken_by == by.id:
        raise rules.OwnEntry
    return row


def _answer(text: str) -> str:
    if not text.strip():
        raise rules.AnswerNeeded
    return text.strip()


def _settle(row: WorkerRequest, verb: str, *, by: Officer, now: datetime) -> None:
    row.state = rules.LIFECYCLE.after(row.state, verb)
    row.settled_at, row.settled_by = now, by.id
    if row.task_id is not None:
        tasks.finish_task(get(Task, row.task_id), by=by, now=now)
    db.session.flush()


def _record(row: WorkerRequest, event: Event, *, text: str, by: Officer, now: datetime) -> None:
    if row.case is None:
        return
    changes = [Change(row.about.zh, row.about.en, row.old or "", row.new or "")]
    timeline.record(
        row.case,
        event=event,
        kind=EntryKind.WORKER,
        text=text,
        changes=changes if row.new else (),
        by=by,
        now=now,
    )


def _tell(row: WorkerRequest, *, now: datetime) -> None:
    """The worker hears that there is an answer; what it is stands on his page."""
    worker = row.claimant.worker
    if worker is None:
        return
    unit = row.case.holder if row.case else row.complaint.unit
    telling.tell(
        worker,
        notice=Notice.ANSWERED,
        about=f"request:{row.id}",
        unit=unit,
        complaint_id=row.complaint_id,
        case_id=row.case_id,
        muted=row.complaint.muted,
        now=now,
    )
