"""Ask: what a worker may see of his matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from casework.doors.confirming import queries as confirming
from casework.doors.progress import rules
from casework.doors.progress.terms import Due, Happened, Known, Matter, Moment, SaidShort, Told
from casework.doors.proving.terms import Seeing
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import ClockState, Ending, EntryKind, Stage, Subject
from casework.ground.documents import queries as papers
from casework.ground.documents.terms.kinds import Kind, State
from casework.ground.ledger import queries as ledger
from casework.ground.notices import queries as notices
from casework.ground.notices.terms import Delivery
from casework.ground.parties.models import Worker
from casework.ground.statute.terms.calendar import Sheet
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.advances.models import Advance, AdvancePart
from casework.procedure.advances.terms import AdvanceState
from casework.procedure.deposits.models import Claim, ClaimPart
from casework.procedure.deposits.terms import ClaimState
from casework.procedure.groups import queries as groups
from casework.procedure.inspections import queries as inspections
from casework.procedure.intake.models.complaints import Claimant, Complaint, DeskAct
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Act, Elsewhere
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import ReferralKind, ReferralState

#: The limits that a worker is shown, the most telling first.
_SHOWN = (RuleId.SUPP, RuleId.ORDER_TERM, RuleId.DEC, RuleId.INV, RuleId.ACC)
_MOMENTS = 12
#: Acts that concern one person alone: he reads them among his own requests.
_NOT_TOLD = (
    Act.RECEIPT_REISSUED,
    Act.LINE_WITHDRAWN,
    Act.CORRECTED,
    Act.PHONE_CHANGED,
    Act.CALLED,
    Act.JOINED,
    Act.LINKED,
    Act.KEPT_APART,
    Act.WEIGHED,
    Act.SENDER_CHECKED,
)


def matter(seeing: Seeing) -> Matter:
    """The matter that was opened, as the one worker sees it whose phone opened it."""
    complaint = complaints.any_complaint(seeing.complaint_id)
    case = matters.any_case(complaint.case_id) if complaint.case_id else None
    line = confirming.line_in(case, seeing.claimant_id)
    person = _person(line, seeing.claimant_id)
    withdrawn = _has_withdrawn(seeing.claimant_id)
    decisions = complaints.decisions(complaint.id)
    known = _known(complaint, case, line, decisions)
    if withdrawn:
        known = replace(known, ending=Ending.WITHDRAWN.value)
    assigned = matters.assignments(case.id) if case else {}
    unit = case.holder if case else complaint.unit
    joining = groups.find_joining(seeing.claimant_id)
    lying = confirming.lying(line)
    waiting = confirming.waiting(line, lying) if line else None
    said = _said_short(line) if line and waiting else None
    return Matter(
        code=joining.code if joining else complaint.code,
        register_number=complaint.register_number,
        kind=complaint.kind,
        known=known,
        state=rules.worker_state(known),
        complaint_state=complaint.state,
        ending=Ending(known.ending) if known.ending else None,
        unit_zh=unit.name_zh,
        unit_en=unit.name_en,
        officers=tuple(assigned[part].officer.name for part in sorted(assigned, reverse=True)),
        phone=_phone(case) or unit.phone or "12333",
        received_on=complaint.received_on,
        accepted_on=_accepted_on(decisions),
        due=_due(complaint, case),
        elsewhere=_elsewhere(decisions),
        moments=_moments(case, decisions),
        waiting=bool(waiting and not said),
        said_short=said,
        beyond_order=bool(line and _is_ordered(case) and inspections.is_beyond_order(line)),
        held=bool(lying),
        in_full=bool(line and _came_in_full(line)),
        told=_told(person, complaint),
        wants_none=bool(person and notices.quiet([person])),
    )


def _is_ordered(case: Case | None) -> bool:
    return case is not None and case.stage is Stage.ORDERED


def _said_short(line: Line) -> SaidShort | None:
    word = ledger.find_short_word(line.id)
    return SaidShort(day_of(word.said_at), word.came, word.short) if word else None


def _came_in_full(line: Line) -> bool:
    found = line.verified
    return line.ending is None and found is not None and Money(0) < found <= line.confirmed


def sheet_of(seeing: Seeing) -> Sheet | None:
    """How the next legal day of the opened matter follows, with what stopped or lengthened it."""
    complaint = complaints.any_complaint(seeing.complaint_id)
    due = _due(complaint, matters.any_case(complaint.case_id) if complaint.case_id else None)
    return clocks.sheet(clocks.any_clock(due.clock_id)) if due else None


def _person(line: Line | None, claimant_id: int | None) -> Worker | None:
    """He himself, as he is registered; a tip has nobody."""
    if line is not None:
        return line.worker
    claimant = db.session.get(Claimant, claimant_id) if claimant_id else None
    return claimant.worker if claimant else None


def _told(person: Worker | None, complaint: Complaint) -> tuple[Told, ...]:
    """The messages that went out to him, newest first."""
    if person is None:
        return ()
    sent = notices.of_worker(person.id, complaint_id=complaint.id, case_id=complaint.case_id)
    return tuple(
        Told(day_of(m.sent_at or m.made_at), m.words, m.state is Delivery.UNDELIVERED)
        for m in sent[:_MOMENTS]
    )


def _has_withdrawn(claimant_id: int | None) -> bool:
    """Whether he took back his own part before there was a case."""
    person = db.session.get(Claimant, claimant_id) if claimant_id else None
    return person is not None and person.withdrawn_at is not None


def _known(
    complaint: Complaint, case: Case | None, line: Line | None, decisions: Sequence[DeskAct]
) -> Known:
    issued = _issued(case)
    return Known(
        complaint=complaint.state.value,
        stage=case.stage.value if case else None,
        ending=line.ending.value if line and line.ending else None,
        supplemented=any(d.act is Act.SUPPLEMENT_ASKED for d in decisions),
        ordered=bool(issued & {Kind.ORDER, Kind.DECISION}),
        referred=_referred(case),
        claim_open=_drawn(line),
        advance_open=_advanced(line),
    )


def _issued(case: Case | None) -> set[Kind]:
    """The kinds of paper that have gone out in this case and still stand."""
    if case is None:
        return set()
    return {p.kind for p in papers.papers(case.id) if p.state in (State.ISSUED, State.SERVED)}


#: From the police's signature to their last no: the matter lies with them.
_WITH_THE_POLICE = (
    ReferralState.SENT,
    ReferralState.SUPPLEMENT,
    ReferralState.FILED,
    ReferralState.HANDED_OVER,
    ReferralState.NOT_FILED,
    ReferralState.RECONSIDERING,
)


def _referred(case: Case | None) -> bool:
    """Whether the police have the case, or a court was asked to enforce it."""
    if case is None:
        return False
    to_court = and_(Referral.kind == ReferralKind.COURT, Referral.state == ReferralState.PASSED_ON)
    query = select(Referral.id).where(
        Referral.case_id == case.id, or_(Referral.state.in_(_WITH_THE_POLICE), to_court)
    )
    return db.session.scalars(query.limit(1)).first() is not None


def _drawn(line: Line | None) -> bool:
    """Whether the bank has been told to pay this very line from the deposit."""
    if line is None:
        return False
    query = (
        select(ClaimPart.id)
        .join(Claim, Claim.id == ClaimPart.payout_id)
        .where(
            ClaimPart.line_id == line.id, Claim.state.in_((ClaimState.APPROVED, ClaimState.PAID))
        )
    )
    return db.session.scalars(query.limit(1)).first() is not None


def _advanced(line: Line | None) -> bool:
    """Whether this very line is to be paid from the emergency fund, or was."""
    if line is None:
        return False
    query = (
        select(AdvancePart.id)
        .join(Advance, Advance.id == AdvancePart.payout_id)
        .where(
            AdvancePart.line_id == line.id,
            Advance.state.in_((AdvanceState.APPROVED, AdvanceState.PAID)),
        )
    )
    return db.session.scalars(query.limit(1)).first() is not None


def _phone(case: Case | None) -> str:
    return case.handler.phone if case and case.handler else ""


def _elsewhere(decisions: Sequence[DeskAct]) -> Elsewhere | None:
    """Where the worker was told to go instead."""
    last = next((d for d in reversed(decisions) if d.receiver_address), None)
    if last is None:
        return None
    return Elsewhere(last.receiver, last.receiver_address, last.receiver_phone)


def _accepted_on(decisions: Sequence[DeskAct]) -> Any:
    return next((d.decided_on for d in decisions if d.act is Act.ACCEPTED), None)


def _due(complaint: Complaint, case: Case | None) -> Due | None:
    """The most telling of the running limits that a worker is shown."""
    query = select(Clock).where(Clock.state == ClockState.RUNNING, Clock.rule.in_(_SHOWN))
    if case is not None:
        query = query.where(Clock.case_id == case.id)
    else:
        query = query.where(
            Clock.subject_kind == Subject.COMPLAINT, Clock.subject_id == complaint.id
        )
    found = sorted(db.session.scalars(query), key=lambda c: (_SHOWN.index(c.rule), c.due_on))
    if not found:
        return None
    clock = found[0]
    return Due(
        clock.id,
        clock.rule,
        clock.start_on,
        clock.due_on,
        clock.length,
        clock.provisional,
        clock.extended,
    )


def _moments(case: Case | None, decisions: Sequence[DeskAct]) -> tuple[Moment, ...]:
    """What has happened, newest first, without amounts and without anybody's name."""
    entries = matters.timeline(case.id, to_worker=True, limit=_MOMENTS) if case else []
    told = [
        _moment(day_of(e.at), e.event, e.what_zh, e.what_en)
        for e in entries
        if e.kind is not EntryKind.MONEY
    ]
    told += [
        _moment(d.decided_on, d.act.value, d.act.zh, d.act.en)
        for d in reversed(decisions)
        if d.act not in _NOT_TOLD
    ]
    return tuple(dict.fromkeys(told))


def _moment(on: date, event: str, zh: str, en: str) -> Moment:
    """In words for a worker, where the stored ones are those of the office."""
    said = Happened.known(event)
    return Moment(on, said.zh, said.en) if said else Moment(on, zh, en)
