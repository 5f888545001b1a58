"""Do: say whether somebody who gave a known ID number is the worker on file."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import tasks, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.cases.rules.stages import OPEN
from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
from casework.procedure.intake.actions.lines import DOUBTED, add_lines
from casework.procedure.intake.actions.record import decide
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.models.identities import IdentityDoubt
from casework.procedure.intake.queries import identities
from casework.procedure.intake.rules import identities as rules
from casework.procedure.intake.terms import Act, Event, State, Verdict


def decide_identity(
    doubt: IdentityDoubt, *, verdict: Verdict, reason: str, by: Officer, now: datetime
) -> None:
    """An officer says whether this is the worker on file. What he claims goes where it belongs;
    the phone on file stays, and changes at the counter alone.

    Raises VerdictReasonNeeded, IdentityDecided.
    """
    complaint = lock(Complaint, doubt.claimant.complaint_id)
    case = lock(Case, complaint.case_id) if complaint.case_id else None
    held = lock(IdentityDoubt, doubt.id)
    rules.check_verdict(reason, decided=held.verdict is not None)
    held.verdict, held.reason = verdict, reason.strip()
    held.decided_by, held.decided_at = by.id, now
    claimant = held.claimant
    if verdict is Verdict.SAME:
        claimant.worker_id = held.worker_id
        if claimant.position == 1:
            complaint.worker_id = held.worker_id
    db.session.flush()
    db.session.expire(claimant, ["worker"])
    decide(
        complaint,
        Act.IDENTIFIED,
        reason=f"{claimant.name}　{verdict.zh}　{reason.strip()}",
        by=by,
        now=now,
    )
    if case is not None and complaint.state is State.ACCEPTED:
        _into_case(case, complaint, verdict, by=by, now=now)


def _into_case(
    case: Case, complaint: Complaint, verdict: Verdict, *, by: Officer, now: datetime
) -> None:
    timeline.record(case, event=Event.IDENTITY_DECIDED, text=verdict.zh, by=by, now=now)
    if case.stage in OPEN:
        add_lines(case, complaint, by=by, now=now)
    if identities.doubts_in_case(case.id):
        return
    for task in matters.open_tasks(case.id):
        if task.title == DOUBTED:
            tasks.finish_task(task, by=by, now=now)
