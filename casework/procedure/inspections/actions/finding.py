"""Finding out: interviews, the three-column check, and the end of the investigation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casework.ground.cases.actions import claims, clocks, moving, people, timeline
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.rules.people import INSPECTORS_NEEDED
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Change, ClockState, EntryKind, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.bodies.investigation import InterviewBody
from casework.ground.documents.terms.bodies.rows import Answer
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.ground.ledger.actions.entries import hold_lines
from casework.ground.ledger.actions.noting import named
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.kernel.terms import Conflict, Missing
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import ordering
from casework.procedure.inspections.models import Interview, Investigation
from casework.procedure.inspections.terms import (
    Event,
    Finding,
    Found,
    InterviewFacts,
    Relation,
)

#: The limits that an investigation's end meets, and begins.
INVESTIGATION, DECIDING = RuleId.INV, RuleId.DEC

_RIGHTS = (
    "我们是劳动保障监察员，已向您出示执法证件。您应当如实回答询问，有权申请回避，"
    "有权核对笔录、提出更正和补充。"
)
_NOTHING = "—"
_NO_RECUSAL = "不申请回避。"


def record_interview(case: Case, *, facts: InterviewFacts, by: Officer, now: datetime) -> Interview:
    """An interview held by the two inspectors of the case, printed as a paper of the file.

    Raises NotAssigned, BothMustBeAssigned, RefusalNeedsReason, HeldInTheFuture, MissingGlyph.
    """
    assigned = queries.inspector_ids(case.id)
    rules.check_interview(
        assigned,
        needed=INSPECTORS_NEEDED,
        signed=facts.signed,
        refusal=facts.refusal,
        held_on=facts.held_on,
        today=day_of(now),
    )
    rules.must_be_inspector(by.id, assigned)
    paper = documents.draft(kind=Kind.INTERVIEW, body=_body(case, facts), case=case, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    interview = Interview(
        case_id=case.id,
        paper_id=paper.id,
        held_on=facts.held_on,
        relation=facts.relation,
        first_id=assigned[0],
        second_id=assigned[1],
        read_back=facts.read_back,
        signed=facts.signed,
        refusal="" if facts.signed else facts.refusal,
        written_by=by.id,
        written_at=now,
    )
    interview.person, interview.text = facts.person, facts.text
    db.session.add(interview)
    db.session.flush()
    is_worker = facts.relation is Relation.WORKER
    timeline.record(
        case,
        event=Event.INTERVIEW_HELD,
        kind=EntryKind.PAPER,
        text=_told(facts),
        to_worker=is_worker,
        subject=(Subject.PAPER, paper.id),
        by=by,
        now=now,
    )
    return interview


def _body(case: Case, facts: InterviewFacts) -> InterviewBody:
    post = "，".join(part for part in (facts.relation.zh, facts.post) if part)
    return InterviewBody(
        held_on=facts.held_on,
        hours=facts.hours,
        place=facts.place,
        person=facts.person,
        post=post,
        case_name=f"{case.employer.name}涉嫌拖欠工资案",
        rights=_RIGHTS,
        recusal=facts.recusal or _NO_RECUSAL,
        answers=tuple(Answer(question=q, answer=a) for q, a in rules.answers(facts.text)),
        recording=facts.recording,
        read_back=_read_back(facts),
        refusal="" if facts.signed else facts.refusal,
    )


def _read_back(facts: InterviewFacts) -> str:
    if facts.signed:
        return f"{facts.read_back.zh}，核对无误，签字。"
    return f"{facts.read_back.zh}，被询问人拒绝签字。"


def _told(facts: InterviewFacts) -> str:
    signed = "已签字" if facts.signed else f"拒绝签字：{facts.refusal}"
    return f"{facts.relation.zh}，{facts.held_on.isoformat()}，两名监察员，{signed}"


def verify(case: Case, *, findings: Sequence[Finding], by: Officer, now: datetime) -> None:
    """Writes what the inspectors found, line by line, joined with what others wrote meanwhile.

    Raises Conflict with the values that stand now, by form field, where both changed the same
    thing differently; NotAssigned, GroundNeeded, BelowPaid, LineEndedAlready.
    """
    case = lock(Case, case.id)
    rules.must_be_inspector(by.id, queries.inspector_ids(case.id))
    lines = hold_lines(case)
    theirs: dict[str, object] = {}
    joined: list[tuple[Line, Found]] = []
    for finding in findings:
        if finding.line_id not in lines:
            raise Missing
        line = lines[finding.line_id]
        both = rules.join(was=finding.was, mine=finding.mine, theirs=_present(line))
        theirs |= {f"{name}_{line.id}": _standing(line, name) for name in both.clashes}
        joined.append((line, both.result))
    if theirs:
        raise Conflict(theirs)
    changes = [change for line, found in joined for change in _write(line, found)]
    if changes:
        people.add_up(case)
        timeline.record(
            case,
            event=Event.AMOUNTS_VERIFIED,
            kind=EntryKind.CHANGE,
            changes=changes,
            by=by,
            now=now,
        )
        ordering.follow_findings(case, by=by, now=now)
        keep_deciding(case, now=now)


def _present(line: Line) -> Found:
    return Found(books=line.books, verified=line.verified, ground=line.ground)


def _standing(line: Line, name: str) -> Money | str:
    """What stands in a field now, for the page that shows both values."""
    value: Money | str | None = getattr(line, name)
    return _NOTHING if value is None else value


def _shown(value: Money | str | None) -> str:
    if value is None:
        return _NOTHING
    return value.plain if isinstance(value, Money) else value


_COLUMNS = (
    ("books", "账册写", "the books say"),
    ("verified", "认定", "verified"),
    ("ground", "依据", "ground"),
)


def _write(line: Line, found: Found) -> list[Change]:
    """The changes of one line; a line that stays as it was is not judged again."""
    before = _present(line)
    if found == before:
        return []
    if line.ending is not None:
        raise rules.LineEndedAlready(field=f"verified_{line.id}")
    if rules.ground_needed(line.claimed, found):
        raise rules.GroundNeeded(field=f"ground_{line.id}")
    if line.paid and (found.verified is None or found.verified < line.paid):
        raise rules.BelowPaid(line.paid, field=f"verified_{line.id}")
    line.books, line.verified, line.ground = found.books, found.verified, found.ground
    claims.seen_all(line)
    return [
        Change(
            f"{named(line)}　{zh}",
            f"{named(line)}: {en}",
            _shown(getattr(before, name)),
            _shown(getattr(found, name)),
        )
        for name, zh, en in _COLUMNS
        if getattr(before, name) != getattr(found, name)
    ]


def finish_investigation(case: Case, *, report: str, by: Officer, now: datetime) -> Investigation:
    """The report that ends the investigation: its limit is met, the limit to decide begins.

    Where an order or decision names everybody who is owed already, nothing is left to decide.
    Raises CaseIsOver, NotAssigned, FinishedAlready, NotVerifiedYet.
    """
    case = lock(Case, case.id)
    rules.must_be_open(case.stage)
    rules.must_be_inspector(by.id, queries.inspector_ids(case.id))
    if queries.find_investigation(case.id) is not None:
        raise rules.FinishedAlready
    waiting = [
        named(line)
        for line in matters.lines(case.id)
        if line.ending is None and (line.verified is None or line.recheck)
    ]
    if waiting:
        raise rules.NotVerifiedYet(waiting)
    today = day_of(now)
    done = Investigation(case_id=case.id, finished_on=today, finished_by=by.id, finished_at=now)
    done.report = report
    db.session.add(done)
    db.session.flush()
    clocks.meet(Subject.CASE, case.id, INVESTIGATION, on=today, now=now)
    keep_deciding(case, now=now)
    timeline.record(case, event=Event.INVESTIGATION_FINISHED, text=report, by=by, now=now)
    return done


def keep_deciding(case: Case, *, now: datetime) -> None:
    """While somebody is owed and no standing paper tells anyone to pay him, the limit to decide
    runs: after the investigation, and again when a paper ran out, came too late or was made void.
    """
    finished = queries.find_investigation(case.id) is not None
    running = clock_queries.find_running_clock(Subject.CASE, case.id, DECIDING)
    if not finished or running is not None or case.stage not in OPEN:
        return
    if queries.is_left_to_decide(case.id):
        clocks.start_clock(
            kind=Subject.CASE,
            subject_id=case.id,
            rule=DECIDING,
            start_on=day_of(now),
            unit=case.holder,
            case=case,
            now=now,
        )


def resume_investigation(case: Case, *, by: Officer | None, now: datetime) -> None:
    """The case was opened again: the days that its limits had left run on, as 劳动保障监察条例17
    gives no new ones, and its report no longer ends the investigation. The limit to decide begins
    with the next report (25号令37); limits of others have run on while the case was closed."""
    last = clock_queries.find_last_clock(Subject.CASE, case.id, INVESTIGATION)
    if last is None or last.state is ClockState.CANCELLED:
        clocks.start_clock(
            kind=Subject.CASE,
            subject_id=case.id,
            rule=INVESTIGATION,
            start_on=day_of(now),
            unit=case.holder,
            case=case,
            now=now,
        )
    elif last.state is ClockState.MET:
        moving.run_on(last, rested=True, by=by, now=now)
    for clock in clock_queries.clocks(case.id):
        if clock.settled_by_closing and clock.rule not in (INVESTIGATION, DECIDING):
            moving.run_on(clock, rested=False, by=by, now=now)
    standing = queries.find_investigation(case.id)
    if standing is None:
        return
    standing.resumed_at = now
    db.session.flush()
    timeline.record(case, event=Event.INVESTIGATION_RESUMED, by=by, now=now)
