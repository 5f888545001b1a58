"""Do: take what is handed in for a draft, and for a complaint after it was filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.ground.cases.actions import evidence, tasks, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import evidence as case_evidence
from casework.ground.cases.terms import EntryKind, Event, Folder
from casework.ground.identity.models import Officer
from casework.kernel import crypto, once
from casework.kernel.database import lock
from casework.kernel.days import day_of
from casework.kernel.vault import Arrived
from casework.procedure.intake.actions.deciding import supplement_received
from casework.procedure.intake.actions.gaps import close_gaps
from casework.procedure.intake.actions.record import decide
from casework.procedure.intake.models.complaints import Complaint, Draft
from casework.procedure.intake.queries import evidence as evidence_queries
from casework.procedure.intake.rules import evidence as evidence_rules
from casework.procedure.intake.terms import Act, State

_FILES = "交来材料，见证据"


def keep_files(draft: Draft, arrived: Sequence[Arrived], *, now: datetime) -> evidence.Laid:
    """Lays files into a draft. Held meanwhile, so that two sendings count each other's files."""
    held = lock(Draft, draft.id)
    return evidence.lay_files(Folder(draft_id=held.id), arrived, by=None, now=now)


def drop_kept_file(draft: Draft, evidence_id: int, *, now: datetime) -> None:
    """A file of a draft is taken out again; one that is not there changes nothing."""
    row = case_evidence.find_draft_file(evidence_id, draft_id=draft.id)
    if row is not None:
        evidence.drop_file(row, now=now)


def hand_in(
    complaint: Complaint,
    arrived: Sequence[Arrived],
    *,
    batch: str,
    by: Officer | None,
    now: datetime,
) -> evidence.Laid:
    """Lays files with a complaint, and with its case; both are held meanwhile, so that two
    sendings count each other's files. ``batch`` is the key of the page from which they come:
    whoever works on the case hears of it once. Where something was missing, it is there now.
    Raises MatterClosed."""
    held = lock(Complaint, complaint.id)
    case = lock(Case, held.case_id) if held.case_id else None
    evidence_rules.check_takes_files(complaint.state, case.stage if case else None)
    laid = evidence.lay_files(evidence_queries.folder(complaint), arrived, by=by, now=now)
    close_gaps(held)
    if laid.new and case is not None and _first_of(f"{complaint.id}:{batch}", now=now):
        _tell_handler(case, by=by, now=now)
    if laid.new and held.state is State.SUPPLEMENT:
        supplement_received(held, note=_FILES, by=by, now=now)
    return laid


def say_more(complaint: Complaint, words: str, *, by: Officer | None, now: datetime) -> None:
    """What was missing was a few words. The same words may come a moment after the files.

    Raises MatterClosed.
    """
    held = lock(Complaint, complaint.id)
    evidence_rules.check_takes_files(held.state, None)
    if held.state is State.SUPPLEMENT:
        supplement_received(held, note=words, by=by, now=now)
    else:
        decide(held, Act.SUPPLEMENT_RECEIVED, reason=words, by=by, now=now)


def _first_of(batch: str, *, now: datetime) -> bool:
    return once.claim(crypto.mark_of("evidence", batch), "", now=now)


def _tell_handler(case: Case, *, by: Officer | None, now: datetime) -> None:
    """An entry that everybody sees, and for the handler something to do today."""
    if by is not None:
        timeline.record(case, event=Event.EVIDENCE_ADDED, by=by, now=now)
        return
    timeline.record(
        case,
        event=Event.EVIDENCE_HANDED_IN,
        kind=EntryKind.WORKER,
        to_worker=True,
        by=None,
        now=now,
    )
    tasks.add_task(
        case, title="看工人补交的材料", officer=case.handler, due_on=day_of(now), by=None, now=now
    )
