"""Do: end a line with its proof, propose closing, approve it as another person, open again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.ground.approvals import actions as approvals
from casework.ground.cases.actions import clocks, tasks, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import stages
from casework.ground.cases.terms import Change, ClaimsAdded, Ending, EntryKind
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions.noting import named
from casework.ground.ledger.terms import RowResult
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.terms import Refused
from casework.procedure.closing import queries, rules
from casework.procedure.closing.models import Closing, Try
from casework.procedure.closing.terms import (
    APPROVED,
    CaseClosed,
    Event,
    LineEnded,
    LineReopened,
    TryWay,
)
from casework.procedure.inspections.actions import deadlines, finding


def end_line(line: Line, *, ending: Ending, proof: str = "", by: Officer, now: datetime) -> None:
    """One worker's line ends, with its proof; nobody else's does.

    Raises StageIsOver, EndedAlready, NotRechecked, NotVerified, NotConfirmed, StillOwed,
    TooFewTries, ProofNeeded.
    """
    case = _open_case(line)
    line = lock(Line, line.id)
    rules.check_ending(
        ending,
        present=line.ending,
        verified=line.verified,
        confirmed=line.confirmed,
        recheck=line.recheck,
        proof=proof,
        tries=len(queries.tries(line.id)),
    )
    line.ending, line.ended_on, line.ending_proof = ending, day_of(now), proof
    db.session.flush()
    change = Change(f"{named(line)}　办结", f"{named(line)}: ending", "", ending.zh)
    timeline.record(case, event=Event.LINE_ENDED, changes=[change], text=proof, by=by, now=now)
    announce(LineEnded(case.id, line.id, ending.value), now=now)


def end_paid(case: Case, line_ids: Sequence[int], *, by: Officer, now: datetime) -> list[RowResult]:
    """Ends these lines as paid in full, each judged by himself: a refusal is told beside the name.

    Raises Missing for a line of elsewhere.
    """
    case = lock(Case, case.id)
    results = []
    for line_id in line_ids:
        line = matters.line(line_id, case_id=case.id)
        refused = ""
        try:
            with db.session.begin_nested():
                end_line(line, ending=Ending.PAID, by=by, now=now)
        except Refused as refusal:
            refused = refusal.words
        results.append(RowResult(line.worker.name, line.confirmed, refused))
    return results


def reopen_line(line: Line, *, reason: str, by: Officer | None, now: datetime) -> None:
    """Takes an ending back, with its reason; by nobody when the worker himself says that it is
    not so. Raises StageIsOver, NotEnded, ProposedAlready."""
    case = _open_case(line)
    line = lock(Line, line.id)
    if line.ending is None:
        raise rules.NotEnded
    if queries.find_closing(case.id) is not None:
        raise rules.ProposedAlready
    change = Change(f"{named(line)}　办结", f"{named(line)}: ending", line.ending.zh, "")
    line.ending, line.ended_on, line.ending_proof = None, None, ""
    db.session.flush()
    timeline.record(
        case,
        event=Event.LINE_REOPENED,
        kind=_kind(by),
        changes=[change],
        text=reason,
        by=by,
        now=now,
    )
    announce(LineReopened(case.id, line.id), now=now)


_NOT_SOLVED = "工人反映没解决"


def contest_line(line: Line, *, reason: str, by: Officer | None, now: datetime) -> None:
    """The worker says that it is not solved: his line is open again, and a proposal to close that
    waits goes back, whoever made it. Raises StageIsOver, NotEnded."""
    case = _open_case(line)
    waiting = queries.find_closing(case.id)
    if waiting is not None:
        _let_go(case, waiting, reason=_NOT_SOLVED, by=by, now=now)
    reopen_line(line, reason=reason, by=by, now=now)


_CLAIMS_MORE = "工人又说了一笔欠薪"


def claims_added(fact: ClaimsAdded, *, now: datetime) -> None:
    """What has ended is open again for those who claim more. Again changes nothing."""
    case = lock(Case, fact.case_id)
    if case.stage not in stages.OPEN:
        return
    waiting = queries.find_closing(case.id)
    if waiting is not None:
        _let_go(case, waiting, reason=_CLAIMS_MORE, by=None, now=now)
    for line_id in fact.line_ids:
        line = matters.line(line_id, case_id=case.id)
        if line.ending is not None:
            reopen_line(line, reason=_CLAIMS_MORE, by=None, now=now)


def line_ended(fact: LineEnded, *, now: datetime) -> None:
    """The terms of its orders may be met. Again changes nothing."""
    deadlines.check_met(fact.case_id, now=now)


def line_reopened(fact: LineReopened, *, now: datetime) -> None:
    """The terms of its orders may run again. Again changes nothing."""
    deadlines.check_undone(fact.case_id, now=now)


def tell_closed(fact: CaseClosed, *, now: datetime) -> None:
    """Whoever is not content may say so. Each is told once."""
    case = matters.any_case(fact.case_id)
    about = f"closed:{case.id}:{case.closed_on}"
    telling.tell_lines(case, matters.lines(case.id), Notice.CLOSED, about=about, now=now)


def _kind(by: Officer | None) -> EntryKind:
    """Without an officer it was the worker himself."""
    return EntryKind.STEP if by else EntryKind.WORKER


def check_open(line: Line) -> None:
    """Raises StageIsOver, EndedAlready: nothing is changed in what has ended."""
    _open_case(line)
    if line.ending is not None:
        raise rules.EndedAlready


def _open_case(line: Line) -> Case:
    case = lock(Case, line.case_id)
    if case.stage not in stages.OPEN:
        raise rules.StageIsOver
    return case


def record_try(line: Line, *, way: TryWay, note: str, by: Officer, now: datetime) -> Try:
    """Somebody tried to reach the worker."""
    tried = Try(line_id=line.id, way=way, tried_at=now, officer_id=by.id)
    tried.note = note
    db.session.add(tried)
    db.session.flush()
    case = matters.any_case(line.case_id)
    timeline.record(
        case,
        event=Event.REACH_TRIED,
        kind=EntryKind.NOTE,
        text=f"{named(line)}　{way.zh}　{note}",
        by=by,
        now=now,
    )
    return tried


def propose_closing(case: Case, *, facts: str, result: str, by: Officer, now: datetime) -> Closing:
    """Drafts the 结案审批表 when nothing is left open.

    Raises StageIsOver, ProposedAlready, NotReadyToClose.
    """
    case = lock(Case, case.id)
    if case.stage not in stages.OPEN:
        raise rules.StageIsOver
    if queries.find_closing(case.id) is not None:
        raise rules.ProposedAlready
    rules.check_ready(queries.missing(case))
    paper = documents.draft(
        kind=Kind.CLOSING_APPROVAL,
        body=queries.told(case, facts=facts, result=result),
        case=case,
        by=by,
        now=now,
    )
    closing = Closing(case_id=case.id, paper_id=paper.id, proposed_by=by.id, proposed_at=now)
    db.session.add(closing)
    db.session.flush()
    approvals.put_forward(queries.sheet(closing), unit=case.holder, case_id=case.id, by=by, now=now)
    timeline.record(case, event=Event.CLOSING_PROPOSED, text=result, by=by, now=now)
    return closing


def approve_closing(closing: Closing, *, seen: str, by: Officer, now: datetime) -> None:
    """Another person closes the case as he was shown it: its limits end, its paper is issued.

    Raises NotReadyToClose, and what approvals.approve raises.
    """
    case = lock(Case, closing.case_id)
    closing = lock(Closing, closing.id)
    approvals.approve(queries.sheet(closing), seen=seen, by=by, now=now)
    state = rules.LIFECYCLE.after(closing.state, "approve")
    rules.check_ready(queries.missing(case))
    documents.approve_with_step(closing.paper, by=by, now=now)
    documents.issue(closing.paper, by=by, now=now)
    closing.state, closing.approved_by, closing.decided_at = state, by.id, now
    timeline.move(case, "close")
    case.closed_on = day_of(now)
    db.session.flush()
    clocks.settle_by_closing(case, on=day_of(now), now=now)
    timeline.record(
        case,
        event=Event.CASE_CLOSED,
        text=closing.paper.number or "",
        to_worker=True,
        by=by,
        now=now,
    )
    announce(CaseClosed(case.id), now=now)


def return_closing(closing: Closing, *, seen: str, reason: str, by: Officer, now: datetime) -> None:
    """Another person sends the proposal back. Raises what approvals.send_back raises."""
    case = lock(Case, closing.case_id)
    closing = lock(Closing, closing.id)
    approvals.send_back(queries.sheet(closing), seen=seen, reason=reason, by=by, now=now)
    _send_back(case, closing, reason=reason, by=by, now=now)
    closing.approved_by = by.id
    db.session.flush()


def _let_go(
    case: Case, waiting: Closing, *, reason: str, by: Officer | None, now: datetime
) -> None:
    """Nobody needs to decide on it any more: the case that it described is another one now."""
    approvals.make_void(APPROVED, waiting.id, reason=reason, now=now)
    _send_back(case, waiting, reason=reason, by=by, now=now)


def _send_back(
    case: Case, closing: Closing, *, reason: str, by: Officer | None, now: datetime
) -> None:
    closing = lock(Closing, closing.id)
    closing.state = rules.LIFECYCLE.after(closing.state, "return")
    closing.reason, closing.decided_at = reason, now
    documents.void(closing.paper, reason=reason, by=by, now=now)
    timeline.record(case, event=Event.CLOSING_RETURNED, kind=_kind(by), text=reason, by=by, now=now)


_AGAIN = "案件重开，请查看重开原因并接着办"


def reopen(case: Case, *, reason: str, by: Officer | None, now: datetime) -> None:
    """A closed case is worked on again; endings stay until they are taken back one by one.
    By nobody when a worker himself says that it is not solved.

    Raises NoSuchMove.
    """
    case = lock(Case, case.id)
    timeline.move(case, "reopen")
    case.closed_on = None
    closing = queries.find_closing(case.id)
    if closing is not None:
        closing.state = rules.LIFECYCLE.after(closing.state, "reopen")
    db.session.flush()
    kind = _kind(by)
    timeline.record(
        case, event=Event.CASE_REOPENED, kind=kind, text=reason, to_worker=True, by=by, now=now
    )
    finding.resume_investigation(case, by=by, now=now)
    tasks.add_task(case, title=_AGAIN, officer=case.handler, due_on=day_of(now), by=by, now=now)
