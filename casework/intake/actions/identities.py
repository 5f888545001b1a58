"""Do: say whether somebody who gave a known ID number is the worker on file."""

from __future__ import annotations

from datetime import datetime

from casework.cases import actions as cases
from casework.cases import queries as case_queries
from casework.cases.models import Case
from casework.cases.rules import OPEN
from casework.identity.models import Officer
from casework.intake.actions.lines import DOUBTED, add_lines
from casework.intake.actions.record import decide
from casework.intake.models import Complaint, IdentityDoubt
from casework.intake.queries import identities
from casework.intake.rules import identities as rules
from casework.intake.terms import Act, Event, State, Verdict
from casework.kernel.database import db, lock


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
    decide(complaint, Act.IDENTIFIED, reason=f"{claimant.name}　{verdict.zh}　{reason.strip()}",
           by=by, now=now)  # fmt: skip
    if case is not None and complaint.state is State.ACCEPTED:
        _into_case(case, complaint, verdict, by=by, now=now)


def _into_case(
    case: Case, complaint: Complaint, verdict: Verdict, *, by: Officer, now: datetime
) -> None:  # fmt: skip
    cases.record(case, event=Event.IDENTITY_DECIDED, text=verdict.zh, by=by, now=now)
    if case.stage in OPEN:
        add_lines(case, complaint, by=by, now=now)
    if identities.doubts_in_case(case.id):
        return
    for task in case_queries.open_tasks(case.id):
        if task.title == DOUBTED:
            cases.finish_task(task, by=by, now=now)
