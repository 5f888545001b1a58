"""Do: take what is handed in for a draft, and for a complaint after it was filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.cases import actions as cases
from casework.cases import queries as case_queries
from casework.cases.models import Case
from casework.cases.terms import EntryKind, Event, Folder
from casework.identity.models import Officer
from casework.intake import queries, rules
from casework.intake.actions.deciding import supplement_received
from casework.intake.actions.gaps import close_gaps
from casework.intake.actions.record import decide
from casework.intake.models import Complaint, Draft
from casework.intake.terms import Act, State
from casework.kernel import crypto, once
from casework.kernel.database import lock
from casework.kernel.days import day_of
from casework.kernel.vault import Arrived

_FILES = "交来材料，见证据"


def keep_files(draft: Draft, arrived: Sequence[Arrived], *, now: datetime) -> cases.Laid:
    """Lays files into a draft. Held meanwhile, so that two sendings count each other's files."""
    held = lock(Draft, draft.id)
    return cases.lay_files(Folder(draft_id=held.id), arrived, by=None, now=now)


def drop_kept_file(draft: Draft, evidence_id: int, *, now: datetime) -> None:
    """A file of a draft is taken out again; one that is not there changes nothing."""
    row = case_queries.find_draft_file(evidence_id, draft_id=draft.id)
    if row is not None:
        cases.drop_file(row, now=now)


def hand_in(
    complaint: Complaint, arrived: Sequence[Arrived], *, batch: str, by: Officer | None,
    now: datetime,
) -> cases.Laid:  # fmt: skip
    """Lays files with a complaint, and with its case; both are held meanwhile, so that two
    sendings count each other's files. ``batch`` is the key of the page from which they come:
    whoever works on the case hears of it once. Where something was missing, it is there now.
    Raises MatterClosed."""
    held = lock(Complaint, complaint.id)
    case = lock(Case, held.case_id) if held.case_id else None
    rules.check_takes_files(complaint.state, case.stage if case else None)
    laid = cases.lay_files(queries.folder(complaint), arrived, by=by, now=now)
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
    rules.check_takes_files(held.state, None)
    if held.state is State.SUPPLEMENT:
        supplement_received(held, note=words, by=by, now=now)
    else:
        decide(held, Act.SUPPLEMENT_RECEIVED, reason=words, by=by, now=now)


def _first_of(batch: str, *, now: datetime) -> bool:
    return once.claim(crypto.mark_of("evidence", batch), "", now=now)


def _tell_handler(case: Case, *, by: Officer | None, now: datetime) -> None:
    """An entry that everybody sees, and for the handler something to do today."""
    if by is not None:
        cases.record(case, event=Event.EVIDENCE_ADDED, by=by, now=now)
        return
    cases.record(case, event=Event.EVIDENCE_HANDED_IN, kind=EntryKind.WORKER, to_worker=True,
                 by=None, now=now)  # fmt: skip
    cases.add_task(case, title="看工人补交的材料", officer=case.handler, due_on=day_of(now),
                   by=None, now=now)  # fmt: skip
