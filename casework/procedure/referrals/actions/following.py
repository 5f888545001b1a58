"""Following a file that went out: its receipt, every step of the other side, its end."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import clocks, tasks
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.kinds import Kind, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.lifecycle import NoSuchMove
from casework.procedure.referrals import rules
from casework.procedure.referrals.actions import wording
from casework.procedure.referrals.actions.deciding import drop_clock, record
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import (
    Event,
    ReferralKind,
    ReferralState,
    Step,
)


def send_referral(
    referral: Referral,
    *,
    on: date,
    place: str,
    signed_by: str,
    proof: str = "",
    by: Officer,
    now: datetime,
) -> None:
    """The police sign for the file: the letter counts as served.

    Raises NoSuchMove, ServiceIncomplete, ServedOutsideTime.
    """
    referral = lock(Referral, referral.id)
    rules.LIFECYCLE.after(referral.state, "send")
    if referral.paper is None:
        raise NoSuchMove
    facts = ServiceFacts(way=Way.DIRECT, on=on, place=place, receiver=signed_by, proof=proof)
    documents.record_service(referral.paper, facts=facts, by=by, now=now)
    referral.signed_by = signed_by
    note_sent(referral, on=on, by=by, now=now)


def note_sent(referral: Referral, *, on: date, by: Officer | None, now: datetime) -> None:
    """The letter was served, on whichever page that was recorded. Doing it again changes
    nothing."""
    case = lock(Case, referral.case_id)
    referral = lock(Referral, referral.id)
    if "send" not in rules.LIFECYCLE.verbs(referral.state):
        return
    referral.state = rules.LIFECYCLE.after(referral.state, "send")
    referral.sent_on = referral.last_on = on
    db.session.flush()
    clocks.meet(Subject.REFERRAL, referral.id, rules.SEND, on=on, now=now)
    _start(case, referral, rules.REVIEW, on=on, now=now)
    record(referral, Event.REFERRAL_SENT, to_worker=True, by=by, now=now)
    _tell(case, referral, now=now)


def _start(case: Case, referral: Referral, rule: str, *, on: date, now: datetime) -> date:
    clock = clocks.start_clock(
        kind=Subject.REFERRAL,
        subject_id=referral.id,
        rule=rule,
        start_on=on,
        unit=case.holder,
        case=case,
        now=now,
    )
    return clock.due_on


def _tell(case: Case, referral: Referral, *, now: datetime) -> None:
    for line in matters.lines(case.id):
        if line.ending is None:
            telling.tell(
                line.worker,
                notice=Notice.CLAIM,
                about=f"referral:{referral.id}",
                unit=case.holder,
                case_id=case.id,
                muted=case.muted,
                now=now,
            )


def record_step(
    referral: Referral, *, step: Step, on: date, note: str, by: Officer, now: datetime
) -> None:
    """What the other side did, or what we did about it; limits turn with it.

    Raises NoSuchMove, NotesNeeded, WrongDay.
    """
    case = lock(Case, referral.case_id)
    referral = lock(Referral, referral.id)
    state = rules.LIFECYCLE.after(referral.state, step.value)
    if not note.strip():
        raise rules.NotesNeeded
    rules.check_day(on, since=referral.last_on, today=day_of(now))
    referral.state, referral.last_on, referral.answer = state, on, note
    db.session.flush()
    turn = rules.TURNS[step]
    for rule in turn.meets:
        clocks.meet(Subject.REFERRAL, referral.id, rule, on=on, now=now)
    for rule in turn.drops:
        drop_clock(referral, rule, now=now)
    due_on = _start(case, referral, turn.starts, on=on, now=now) if turn.starts else None
    record(referral, turn.event, text=note, by=by, now=now)
    _follow(case, referral, due_on=due_on, by=by, now=now)


_NOT_FILED = "公安不予立案：决定提请复议，或者请检察院监督"
_LEFT = "公安不立案：接着办行政处理"


def _follow(
    case: Case, referral: Referral, *, due_on: date | None, by: Officer, now: datetime
) -> None:
    """The outcome comes back into the case."""
    if referral.state is ReferralState.NOT_FILED:
        tasks.add_task(case, title=_NOT_FILED, officer=case.handler, due_on=due_on, by=by, now=now)
    if referral.state is ReferralState.LEFT:
        tasks.add_task(case, title=_LEFT, officer=case.handler, due_on=day_of(now), by=by, now=now)


def _meet_enforcement(case: Case, *, on: date, now: datetime) -> None:
    """The court was asked: the months for asking it are kept, 行政强制法53."""
    for clock in clock_queries.clocks(case.id):
        if clock.rule == rules.ENFORCE:
            clocks.meet_clock(clock, on=on, now=now)


def pass_on(
    case: Case, *, kind: ReferralKind, receiver: str, reason: str, by: Officer, now: datetime
) -> Referral:
    """To court, arbitration or legal aid, with the letter; the workers are told."""
    case = lock(Case, case.id)
    body = wording.transfer(case, receiver=receiver, reason=reason)
    paper = documents.draft(kind=Kind.TRANSFER, body=body, case=case, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    today = day_of(now)
    state = rules.LIFECYCLE.after(ReferralState.PREPARED, "pass_on")
    referral = Referral(
        case_id=case.id,
        kind=kind,
        state=state,
        receiver=receiver,
        paper_id=paper.id,
        prepared_by=by.id,
        prepared_at=now,
        sent_on=today,
        last_on=today,
    )
    referral.report = reason
    db.session.add(referral)
    db.session.flush()
    if kind is ReferralKind.COURT:
        _meet_enforcement(case, on=today, now=now)
    record(referral, Event.PASSED_ON, text=kind.zh, to_worker=True, by=by, now=now)
    _tell(case, referral, now=now)
    return referral
