"""Do: draft, approve, issue and void a paper; record its service.

Stages above call these with their own bodies. A paper's number is taken at issue and nowhere else.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from casework.ground.approvals import actions as approvals
from casework.ground.cases.actions import clocks, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import EntryKind, Subject
from casework.ground.documents import queries, rules
from casework.ground.documents.models import Paper, Service
from casework.ground.documents.terms.bodies.investigation import ServiceReturnBody
from casework.ground.documents.terms.fields import Body, chinese_day
from casework.ground.documents.terms.kinds import (
    Event,
    Kind,
    Outcome,
    PaperIssued,
    PaperServed,
    PaperVoided,
    State,
)
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.documents.terms.sheets import APPROVED
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Unit
from casework.ground.statute import queries as statute
from casework.kernel import crypto, storage
from casework.kernel.database import db, lock, must_be_current
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.once import next_number


def draft(
    *,
    kind: Kind,
    body: Body,
    case: Case | None = None,
    complaint_id: int | None = None,
    unit: Unit | None = None,
    officers: Sequence[Officer] = (),
    by: Officer,
    now: datetime,
) -> Paper:
    """A paper as a draft: it may have blanks, and it has no number.

    ``unit`` signs it: by default the holder of the case, else the drafter's own. ``officers``
    stand at its foot: by default the two inspectors of the case, else the drafter.
    """
    if not isinstance(body, kind.form.body):
        raise TypeError(f"{kind.value} takes a {kind.form.body.__name__}")
    signs = unit or (case.holder if case else by.unit)
    paper = Paper(
        kind=kind,
        state=State.DRAFTED,
        unit_id=signs.id,
        area_id=signs.area_id,
        case_id=case.id if case else None,
        complaint_id=complaint_id,
        officer_ids=_officer_ids(case, officers, by),
        drafted_by=by.id,
        drafted_at=now,
    )
    paper.body = body
    db.session.add(paper)
    db.session.flush()
    _put_forward(paper, unit=signs, by=by, now=now)
    _record(paper, Event.PAPER_DRAFTED, by=by, now=now)
    return paper


def _put_forward(paper: Paper, *, unit: Unit, by: Officer, now: datetime) -> None:
    """A draft of a kind that is approved waits for that from its first day on."""
    approvals.put_forward(queries.sheet(paper), unit=unit, case_id=paper.case_id, by=by, now=now)


def _officer_ids(case: Case | None, officers: Sequence[Officer], by: Officer) -> list[int]:
    if officers:
        return [officer.id for officer in officers]
    assigned = matters.assignments(case.id) if case else {}
    return [assigned[part].officer_id for part in sorted(assigned, reverse=True)] or [by.id]


def revise(
    paper: Paper, *, body: Body, seen: int | None = None, by: Officer, now: datetime
) -> None:
    """Another content for a draft, which is put forward anew; who wrote at it may not approve it.

    Raises NoSuchMove, Conflict.
    """
    paper = lock(Paper, paper.id)
    if seen is not None:
        must_be_current(paper, seen=seen)
    paper.state = rules.LIFECYCLE.after(paper.state, "revise")
    paper.body = body
    paper.drafted_by, paper.drafted_at = by.id, now
    db.session.flush()
    _put_forward(paper, unit=paper.unit, by=by, now=now)
    _record(paper, Event.PAPER_REVISED, by=by, now=now)


def approve(
    paper: Paper, *, seen: str, opinion: str = "同意。", by: Officer, now: datetime
) -> None:
    """The second person approves what he read; blanks and sums that disagree are refused here
    already. ``seen`` is the hash of the sheet that he was shown.

    Raises NoApprovalNeeded, PaperIncomplete, MissingGlyph, and what approvals.approve raises.
    """
    paper = lock(Paper, paper.id)
    rules.check_approvable(paper.kind)
    approvals.approve(queries.sheet(paper), seen=seen, by=by, now=now)
    _approve(paper, opinion=opinion, by=by, now=now)


def approve_with_step(paper: Paper, *, opinion: str = "同意。", by: Officer, now: datetime) -> None:
    """For a paper that is made by a step: whoever has approved the step has approved it too, and
    it does not wait by itself.

    Raises NoSuchMove, PaperIncomplete, MissingGlyph.
    """
    paper = lock(Paper, paper.id)
    approvals.make_void(APPROVED[paper.kind], paper.id, now=now)
    _approve(paper, opinion=opinion, by=by, now=now)


def _approve(paper: Paper, *, opinion: str, by: Officer, now: datetime) -> None:
    state = rules.LIFECYCLE.after(paper.state, "approve")
    rules.check_complete(paper.body)
    queries.rendered(paper, at=now)
    paper.state, paper.opinion = state, opinion
    paper.approved_by, paper.approved_at = by.id, now
    db.session.flush()
    _record(paper, Event.PAPER_APPROVED, by=by, now=now)


def send_back(paper: Paper, *, seen: str, reason: str, by: Officer, now: datetime) -> None:
    """A draft, or an approved paper that was not yet issued, goes back to its drafter.

    Raises NoSuchMove, and what approvals.send_back raises.
    """
    paper = lock(Paper, paper.id)
    state = rules.LIFECYCLE.after(paper.state, "send_back")
    approvals.send_back(queries.sheet(paper), seen=seen, reason=reason, by=by, now=now)
    paper.state = state
    paper.approved_by, paper.approved_at, paper.opinion = None, None, ""
    db.session.flush()
    _record(paper, Event.PAPER_SENT_BACK, more=reason, by=by, now=now)


def issue(
    paper: Paper, *, on: date | None = None, seen: str | None = None, by: Officer, now: datetime
) -> Paper:
    """Takes the number, prints, and keeps the PDF; nothing of it changes after. ``seen`` is the
    hash of the text that was read; None where a step issues what it has just written.

    Raises NoSuchMove, ChangedSince, NotApproved, PaperIncomplete, PeopleDoNotMatch,
    AmountDoesNotMatch, TermHasPassed, MissingGlyph.
    """
    paper = lock(Paper, paper.id)
    if seen is not None:
        approvals.check_seen(queries.sheet(paper), seen=seen)
    state = rules.LIFECYCLE.after(paper.state, "issue")
    on = on or day_of(now)
    body = paper.body
    rules.check_issue(paper.kind, paper.state, body, on=on)
    serial = _next_serial(paper, year=on.year)
    with db.session.no_autoflush:  # half filled, the row would break its own constraints
        paper.state = state
        paper.issued_on, paper.issued_at, paper.issued_by = on, now, by.id
        paper.term_on = getattr(body, "term_on", None)
        _write_number(paper, serial, year=on.year)
        _print(paper, now=now)
    db.session.flush()
    _record(paper, Event.PAPER_ISSUED, by=by, now=now)
    announce(
        PaperIssued(
            paper_id=paper.id,
            case_id=paper.case_id,
            complaint_id=paper.complaint_id,
            kind=paper.kind.value,
            number=paper.number,
            issued_on=on.isoformat(),
            term_on=_iso(paper.term_on),
        ),
        now=now,
    )
    return paper


def _next_serial(paper: Paper, *, year: int) -> int | None:
    if not paper.kind.form.numbered:
        return None
    return next_number(rules.series(paper.unit_id, paper.kind, year))


def _write_number(paper: Paper, serial: int | None, *, year: int) -> None:
    if serial is None:
        return
    unit = paper.unit
    prefix = rules.prefix(unit.area.short, unit.department, paper.kind)
    paper.series, paper.serial = rules.series(unit.id, paper.kind, year), serial
    paper.number = rules.number(prefix, year=year, serial=serial)


def _print(paper: Paper, *, now: datetime) -> None:
    content = queries.rendered(paper, at=now)
    sealed = crypto.seal(base64.b64encode(content).decode(), queries.file_context(paper))
    paper.file_key = storage.current().put(sealed)
    paper.sha256 = hashlib.sha256(content).hexdigest()


def void(
    paper: Paper, *, reason: str, seen: str | None = None, by: Officer | None, now: datetime
) -> None:
    """The paper no longer stands; a number it has stays used. By nobody when a worker's own word
    undoes it. ``seen`` is the hash of the text that was read; None where a step ends and its
    paper with it. Raises NoSuchMove, ReasonNeeded, ChangedSince."""
    if not reason.strip():
        raise rules.ReasonNeeded
    paper = lock(Paper, paper.id)
    if seen is not None:
        approvals.check_seen(queries.sheet(paper), seen=seen)
    paper.state = rules.LIFECYCLE.after(paper.state, "void")
    paper.void_reason, paper.voided_at = reason, now
    paper.voided_by = by.id if by else None
    db.session.flush()
    approvals.make_void(APPROVED[paper.kind], paper.id, now=now)
    _record(paper, Event.PAPER_VOIDED, more=reason, by=by, now=now)
    announce(
        PaperVoided(
            paper_id=paper.id,
            case_id=paper.case_id,
            complaint_id=paper.complaint_id,
            kind=paper.kind.value,
            number=paper.number,
            reason=reason,
        ),
        now=now,
    )


def record_service(paper: Paper, *, facts: ServiceFacts, by: Officer, now: datetime) -> Service:
    """One attempt at service, with its 送达回证 when it succeeded.

    An announcement serves only when its period is over: see ``deem_served``.
    Raises NoSuchMove, NotForService, ServiceIncomplete, ServedOutsideTime.
    """
    paper = _held(paper)
    rules.LIFECYCLE.after(paper.state, "serve")
    today = day_of(now)
    rules.check_service(paper.kind, facts, issued_on=paper.issued_on or today, on=today)
    served_on = rules.served_on(facts, statute.statute(), statute.calendar())
    service = _keep_service(paper, facts, served_on, today=today, by=by, now=now)
    if service.outcome is Outcome.FAILED:
        _record(paper, Event.PAPER_NOT_SERVED, more=facts.failed, by=by, now=now)
    elif service.outcome is Outcome.PENDING:
        _record(paper, Event.ANNOUNCEMENT_BEGUN, more=_iso(served_on) or "", by=by, now=now)
    else:
        _serve(paper, service, by=by, now=now)
        issue(_draft_return(paper, service, by=by, now=now), by=by, now=now)
    return service


def _keep_service(
    paper: Paper,
    facts: ServiceFacts,
    served_on: date | None,
    *,
    today: date,
    by: Officer,
    now: datetime,
) -> Service:
    outcome = Outcome.FAILED
    if served_on is not None:
        outcome = Outcome.PENDING if served_on > today else Outcome.SERVED
    details = dataclasses.asdict(facts)
    del details["way"], details["on"]
    service = Service(
        paper_id=paper.id,
        way=facts.way,
        outcome=outcome,
        happened_on=facts.on,
        served_on=served_on,
        recorded_by=by.id,
        recorded_at=now,
    )
    service.details = json.dumps(details, ensure_ascii=False)
    db.session.add(service)
    db.session.flush()
    return service


def deem_served(service_id: int, *, now: datetime) -> None:
    """An announcement whose period is over serves the paper. Doing it again changes nothing."""
    paper = _held(queries.paper_of_service(service_id))
    service = lock(Service, service_id)
    if service.outcome is not Outcome.PENDING or (service.served_on or date.max) > day_of(now):
        return
    service.outcome = Outcome.SERVED
    if "serve" in rules.LIFECYCLE.verbs(paper.state):
        by = service.recorder
        _serve(paper, service, by=by, now=now)
        # printed by an officer from its page: background processes are kept small
        _draft_return(paper, service, by=by, now=now)


def _serve(paper: Paper, service: Service, *, by: Officer, now: datetime) -> None:
    paper.state = rules.LIFECYCLE.after(paper.state, "serve")
    paper.served_on = service.served_on
    _overtake_announcements(paper, but=service)
    db.session.flush()
    _record(paper, Event.PAPER_SERVED, more=service.way.zh, by=by, now=now)
    begin_term(paper, now=now)
    announce(
        PaperServed(
            paper_id=paper.id,
            case_id=paper.case_id,
            complaint_id=paper.complaint_id,
            kind=paper.kind.value,
            served_on=_iso(service.served_on) or "",
            term_on=_iso(paper.term_on),
        ),
        now=now,
    )


def _held(paper: Paper) -> Paper:
    """The paper, held; its case before it, whose next date its service may move."""
    if paper.case_id is not None:
        lock(Case, paper.case_id)
    return lock(Paper, paper.id)


def begin_term(paper: Paper, *, now: datetime) -> None:
    """The term that a paper sets runs from its service, in the same transaction: nobody sees an
    order that was served and has no date. Served on its last day or later it sets none; while it
    runs, nothing changes."""
    served_on, term_on = paper.served_on, paper.term_on
    if not paper.kind.form.binds or paper.case is None or served_on is None or term_on is None:
        return
    if served_on >= rules.last_day(term_on, statute.calendar()):
        return
    if clock_queries.find_running_clock(Subject.PAPER, paper.id, rules.TERM) is not None:
        return
    clocks.start_clock(
        kind=Subject.PAPER,
        subject_id=paper.id,
        rule=rules.TERM,
        start_on=served_on,
        term_on=term_on,
        unit=paper.case.holder,
        case=paper.case,
        now=now,
    )


def _overtake_announcements(paper: Paper, *, but: Service) -> None:
    pending = select(Service).where(
        Service.paper_id == paper.id, Service.outcome == Outcome.PENDING, Service.id != but.id
    )
    for service in db.session.scalars(pending):
        service.outcome, service.served_on = Outcome.OVERTAKEN, None


def _draft_return(paper: Paper, service: Service, *, by: Officer, now: datetime) -> Paper:
    facts = service.facts
    body = ServiceReturnBody(
        paper=paper.kind.form.title,
        paper_number=paper.number or "",
        addressee=getattr(paper.body, "addressee", ""),
        place=facts.place,
        way=facts.way.zh,
        served=chinese_day(service.served_on or facts.on or day_of(now)),
        receiver=facts.receiver,
        relation=facts.relation,
        reason=facts.reason,
        witnesses=facts.witnesses,
        proof=facts.proof,
    )
    record = Paper(
        kind=Kind.SERVICE_RETURN,
        state=State.DRAFTED,
        unit_id=paper.unit_id,
        area_id=paper.area_id,
        case_id=paper.case_id,
        complaint_id=paper.complaint_id,
        officer_ids=paper.officer_ids,
        drafted_by=by.id,
        drafted_at=now,
    )
    record.body = body
    db.session.add(record)
    db.session.flush()
    return record


def _record(
    paper: Paper, event: Event, *, more: str = "", by: Officer | None, now: datetime
) -> None:
    """One timeline entry, where the paper belongs to a case."""
    if paper.case_id is None:
        return
    words = " ".join(part for part in (paper.kind.form.title, paper.number, more) if part)
    timeline.record(
        matters.any_case(paper.case_id),
        event=event,
        kind=EntryKind.PAPER,
        text=words,
        subject=(Subject.PAPER, paper.id),
        by=by,
        now=now,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
