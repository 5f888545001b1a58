"""Deciding: two inspectors report by element, the principal head decides within the limit."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection
from datetime import datetime

from casework.ground.approvals import actions as approvals
from casework.ground.cases.actions import clocks, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.fields import Body
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.procedure.inspections import queries as inspections
from casework.procedure.referrals import queries, rules
from casework.procedure.referrals.actions import wording
from casework.procedure.referrals.models import Referral
from casework.procedure.referrals.terms import APPROVED, Conduct, Event, ReferralKind


def prepare_referral(
    case: Case,
    *,
    conduct: Conduct,
    report: str,
    receiver: str,
    copied_to: str,
    by: Officer,
    now: datetime,
) -> Referral:
    """The inspectors' report goes to the head; his days run.

    Raises TeamNeeded, ReferredAlready.
    """
    case = lock(Case, case.id)
    rules.check_team(by.id, inspections.inspector_ids(case.id))
    if queries.find_under_way(case.id) is not None:
        raise rules.ReferredAlready
    today = day_of(now)
    referral = Referral(
        case_id=case.id,
        kind=ReferralKind.POLICE,
        receiver=receiver,
        copied_to=copied_to,
        prepared_by=by.id,
        prepared_at=now,
        last_on=today,
    )
    referral.report = report
    referral.conduct = json.dumps(dataclasses.asdict(conduct), ensure_ascii=False)
    found = queries.finding(case, conduct, on=today)
    referral.finding = json.dumps(found.document(), ensure_ascii=False)
    db.session.add(referral)
    db.session.flush()
    approvals.put_forward(
        queries.sheet(referral), unit=case.holder, case_id=case.id, by=by, now=now
    )
    clocks.start_clock(
        kind=Subject.REFERRAL,
        subject_id=referral.id,
        rule=rules.DECIDE,
        start_on=today,
        unit=case.holder,
        case=case,
        now=now,
    )
    record(referral, Event.REFERRAL_PREPARED, by=by, now=now)
    return referral


def approve_referral(referral: Referral, *, seen: str, by: Officer, now: datetime) -> Referral:
    """The head refers what he was shown: sheet and letter are issued, and the hours for sending
    run. Raises OrderNotOnFile, and what approvals.approve raises.
    """
    case = lock(Case, referral.case_id)
    referral = lock(Referral, referral.id)
    approvals.approve(
        queries.sheet(referral), seen=seen, inspectors=_inspectors(referral), by=by, now=now
    )
    state = rules.LIFECYCLE.after(referral.state, "approve")
    order = queries.find_order(case.id)
    if order is None or order.served_on is None:
        raise rules.OrderNotOnFile
    found = queries.finding(case, queries.conduct_of(referral), on=day_of(now))
    sheet = wording.sheet(case, referral, found, on=day_of(now))
    referral.sheet = _issue(Kind.REFERRAL_APPROVAL, sheet, referral, by=by, now=now)
    letter = wording.letter(case, referral, found)
    referral.paper = _issue(Kind.REFERRAL, letter, referral, by=by, now=now)
    _decide(referral, by=by, now=now)
    referral.state = state
    db.session.flush()
    clocks.start_clock(
        kind=Subject.REFERRAL,
        subject_id=referral.id,
        rule=rules.SEND,
        start_on=day_of(now),
        start_at=now,
        unit=case.holder,
        case=case,
        now=now,
    )
    record(referral, Event.REFERRAL_APPROVED, by=by, now=now)
    return referral


def _issue(kind: Kind, body: Body, referral: Referral, *, by: Officer, now: datetime) -> Paper:
    # what they say was laid down by the preparer, at that time
    paper = documents.draft(
        kind=kind, body=body, case=referral.case, by=referral.preparer, now=referral.prepared_at
    )
    documents.approve_with_step(paper, by=by, now=now)
    documents.issue(paper, by=by, now=now)
    return paper


def _inspectors(referral: Referral) -> Collection[int]:
    return inspections.inspector_ids(referral.case_id)


def _decide(referral: Referral, *, by: Officer, now: datetime) -> None:
    referral.approver, referral.decided_at = by, now
    referral.last_on = day_of(now)
    clocks.meet(Subject.REFERRAL, referral.id, rules.DECIDE, on=day_of(now), now=now)


def refuse_referral(
    referral: Referral, *, seen: str, reason: str, by: Officer, now: datetime
) -> None:
    """The head does not refer, and says why (国务院令310号第5条). Raises ReasonNeeded and
    what approvals.refuse raises."""
    rules.check_not_referring(reason)
    referral = lock(Referral, referral.id)
    approvals.refuse(
        queries.sheet(referral),
        seen=seen,
        reason=reason,
        inspectors=_inspectors(referral),
        by=by,
        now=now,
    )
    state = rules.LIFECYCLE.after(referral.state, "refuse")
    _decide(referral, by=by, now=now)
    referral.state, referral.reason = state, reason
    db.session.flush()
    record(referral, Event.REFERRAL_REFUSED, text=reason, by=by, now=now)


def withdraw_referral(referral: Referral, *, by: Officer, now: datetime) -> None:
    """Its preparer takes it back. Raises NotWaiting, NotYours."""
    referral = lock(Referral, referral.id)
    approvals.withdraw(APPROVED, referral.id, by=by, now=now)
    referral.state = rules.LIFECYCLE.after(referral.state, "withdraw")
    db.session.flush()
    drop_clock(referral, rules.DECIDE, now=now)
    record(referral, Event.REFERRAL_WITHDRAWN, by=by, now=now)


def drop_clock(referral: Referral, rule: str, *, now: datetime) -> None:
    """A limit of this referral no longer applies, if it runs."""
    clock = clock_queries.find_running_clock(Subject.REFERRAL, referral.id, rule)
    if clock is not None:
        clocks.cancel_clock(clock, now=now)


def record(
    referral: Referral,
    event: Event,
    *,
    text: str = "",
    to_worker: bool = False,
    by: Officer | None,
    now: datetime,
) -> None:
    """One timeline entry of the case."""
    timeline.record(
        matters.any_case(referral.case_id),
        event=event,
        text=text,
        to_worker=to_worker,
        subject=(Subject.REFERRAL, referral.id),
        by=by,
        now=now,
    )
