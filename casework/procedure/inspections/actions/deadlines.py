"""The term of an order or decision: it begins with service and ends by payment or by its day.

All of these may be called twice: the second time changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import clocks, tasks, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import stages
from casework.ground.cases.terms import EntryKind, Stage, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.rules import TERM
from casework.ground.identity.models import Officer
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions.finding import DECIDING, keep_deciding
from casework.procedure.inspections.models import Order
from casework.procedure.inspections.terms import (
    Event,
    OrderKind,
    OrderServed,
    Outcome,
)

#: The party's months to sue, after which the court may be asked, and the months for asking it.
SUING, ENFORCING = RuleId.SUE, RuleId.ENF


def note_issued(order: Order, *, issued_on: date, now: datetime) -> None:
    """An order or decision went out, as its paper says. What had to be decided is decided, unless
    it leaves out somebody who is owed."""
    lock(Case, order.case_id)
    order = lock(Order, order.id)
    body = order.paper.body
    order.term_on, order.amount = body.term_on, body.amount
    db.session.flush()
    if not queries.is_left_to_decide(order.case_id):
        clocks.meet(Subject.CASE, order.case_id, DECIDING, on=issued_on, now=now)


def begin_term(
    order: Order, *, served_on: date, term_on: date, by: Officer | None, now: datetime
) -> None:
    """Served: the case is ordered to pay, unless all is paid already. The limit itself has run
    since the service was recorded."""
    case = lock(Case, order.case_id)
    order = lock(Order, order.id)
    if order.served_on is not None:
        return
    order.served_on, order.term_on = served_on, term_on
    if served_on >= queries.last_day(order):
        _end(order, Outcome.LATE_SERVICE, on=served_on, event=Event.SERVED_TOO_LATE, by=by, now=now)
        tasks.add_task(
            case,
            title="责令支付送达时期限已过，要重新下达",
            officer=case.handler,
            due_on=day_of(now),
            by=by,
            now=now,
        )
        keep_deciding(case, now=now)
        return
    if _is_met(order):
        _meet(order, on=served_on, now=now)
        return
    documents.begin_term(order.paper, now=now)
    if order.kind is OrderKind.ORDER:
        timeline.move(case, "order")
    db.session.flush()
    timeline.record(
        case,
        event=Event.TERM_BEGAN,
        text=_told(order),
        to_worker=True,
        subject=(Subject.PAPER, order.paper_id),
        by=by,
        now=now,
    )
    if queries.find_decision_of_order(order.id) is None:
        announce(OrderServed(order.case_id, order.id), now=now)


def check_met(case_id: int, *, now: datetime) -> None:
    """After a payment: the terms within which, by the dates of the payments, everybody got what
    was ordered are met, also one that was taken for expired. Paid later than its last day, a term
    is left to the sweep, which finds it passed."""
    case = lock(Case, case_id)
    for running in queries.running_orders(case_id):
        order = lock(Order, running.id)
        if order.outcome is None and _is_met(order) and _in_time(order):
            _meet(order, on=queries.paid_by(order) or day_of(now), now=now)
    for expired in queries.expired_orders(case_id):
        order = lock(Order, expired.id)
        day = queries.paid_by(order)
        if day is not None and order.outcome is Outcome.EXPIRED and _in_time(order):
            _meet_after_all(case, order, on=day, now=now)


def _in_time(order: Order) -> bool:
    """Paid by its last day, going by the dates of the payments; endings have no such date."""
    day = queries.paid_by(order)
    return day is None or day <= queries.last_day(order)


def check_undone(case_id: int, *, now: datetime) -> None:
    """After a reversal, or an ending taken back: a term that was met may run again, or be over."""
    case = lock(Case, case_id)
    for met in queries.met_orders(case_id):
        order = lock(Order, met.id)
        if order.outcome is Outcome.MET and not (_is_met(order) and _in_time(order)):
            _run_again(case, order, now=now)
    keep_deciding(case, now=now)


def _run_again(case: Case, order: Order, *, now: datetime) -> None:
    order.outcome, order.ended_on = None, None
    db.session.flush()
    timeline.record(
        case,
        event=Event.TERM_AGAIN,
        text=_told(order),
        to_worker=True,
        subject=(Subject.PAPER, order.paper_id),
        by=None,
        now=now,
    )
    if day_of(now) > queries.last_day(order):
        expire_order(order, now=now)
        return
    documents.begin_term(order.paper, now=now)


def _is_met(order: Order) -> bool:
    return all(
        rules.is_met(
            part.amount,
            paid_before=part.paid_before,
            paid=part.line.paid,
            ended=part.line.ending is not None,
        )
        for part in order.parts
    )


def _meet(order: Order, *, on: date, now: datetime) -> None:
    clocks.meet(Subject.PAPER, order.paper_id, TERM, on=on, now=now)
    anybody = any(part.line.paid > part.paid_before for part in order.parts)
    event = Event.TERM_MET if anybody else Event.TERM_MOOT
    _end(order, Outcome.MET, on=on, event=event, more=_both_days(on, now), by=None, now=now)


def _both_days(paid_on: date, now: datetime) -> str:
    """When it was paid and when it was recorded, where these differ."""
    today = day_of(now)
    if paid_on == today:
        return ""
    return f"　{paid_on.isoformat()}付清，{today.isoformat()}登记"


def _meet_after_all(case: Case, order: Order, *, on: date, now: datetime) -> None:
    """The money had come within the term, and was recorded after it: the law asks for the payment
    and not for its record. What followed from the expiry is taken back."""
    clock = clock_queries.find_last_clock(Subject.PAPER, order.paper_id, TERM)
    if clock is not None:
        clocks.met_after_all(clock, on=on, now=now)
    _end(
        order,
        Outcome.MET,
        on=on,
        event=Event.TERM_MET_KNOWN_LATE,
        more=_both_days(on, now),
        by=None,
        now=now,
    )
    _take_back_expiry(case, order, now=now)


def _take_back_expiry(case: Case, order: Order, *, now: datetime) -> None:
    enforcing = clock_queries.find_running_clock(Subject.PAPER, order.paper_id, ENFORCING)
    deciding = clock_queries.find_running_clock(Subject.CASE, case.id, DECIDING)
    if deciding is not None and queries.is_left_to_decide(case.id):
        deciding = None
    for clock in (enforcing, deciding):
        if clock is not None:
            clocks.cancel_clock(clock, now=now)
    if case.stage is Stage.EXPIRED and not queries.find_expired_order(case.id):
        timeline.move(case, "order")


def expire_order(order: Order, *, now: datetime) -> None:
    """The day after the term: not paid by then, so the next steps are open; the clock stays
    breached. Paid in time and not looked at meanwhile, it counts as met.
    """
    case = lock(Case, order.case_id)
    order = lock(Order, order.id)
    today = day_of(now)
    if order.served_on is None or order.outcome is not None:
        return
    if today <= queries.last_day(order):
        return
    paid_on = queries.paid_by(order)
    if _is_met(order) and _in_time(order):
        _meet(order, on=paid_on or today, now=now)
        return
    late = f"　{paid_on.isoformat()}才付清" if paid_on else ""
    _end(order, Outcome.EXPIRED, on=today, event=Event.TERM_EXPIRED, more=late, by=None, now=now)
    _settle_clock(order, now=now)
    if queries.find_decision_of_order(order.id) is not None:
        _open_enforcement(case, order, now=now)
    else:
        _expire_case(case)
    keep_deciding(case, now=now)


def _open_enforcement(case: Case, order: Order, *, now: datetime) -> None:
    """The court can be asked once the party can no longer sue; the right is lost three months
    later, 行政强制法53. A suit would move these days, and is noted by hand."""
    served_on = order.served_on or order.term_on
    suing = statute.statute().rule(SUING, on=served_on)
    begins_on = counting.due(suing, served_on, statute.calendar()).due_on
    clocks.start_clock(
        kind=Subject.PAPER,
        subject_id=order.paper_id,
        rule=ENFORCING,
        start_on=begins_on,
        unit=case.holder,
        case=case,
        now=now,
    )


def _expire_case(case: Case) -> None:
    """The case follows its last running order."""
    others = [o for o in queries.running_orders(case.id) if o.kind is OrderKind.ORDER]
    if not others and "expire" in stages.LIFECYCLE.verbs(case.stage):
        timeline.move(case, "expire")


def _settle_clock(order: Order, *, now: datetime) -> None:
    """The employer's term is over: from now on the next step is what is due."""
    clock = clock_queries.find_running_clock(Subject.PAPER, order.paper_id, TERM)
    if clock is not None:
        clocks.cancel_clock(clock, now=now)


def drop_order(order: Order, *, now: datetime) -> None:
    """Its paper was made void: whom it named must be decided on again."""
    case = lock(Case, order.case_id)
    order = lock(Order, order.id)
    if order.outcome is None:
        order.outcome, order.ended_on = Outcome.VOID, day_of(now)
        db.session.flush()
        keep_deciding(case, now=now)


def _end(
    order: Order,
    outcome: Outcome,
    *,
    on: date,
    event: Event,
    more: str = "",
    by: Officer | None,
    now: datetime,
) -> None:
    order.outcome, order.ended_on = outcome, on
    db.session.flush()
    case = matters.any_case(order.case_id)
    timeline.record(
        case,
        event=event,
        kind=EntryKind.STEP,
        text=_told(order) + more,
        to_worker=True,
        subject=(Subject.PAPER, order.paper_id),
        by=by,
        now=now,
    )


def _told(order: Order) -> str:
    """Which paper, and its last day; a worker's page shows no amounts of others."""
    return f"{order.kind.zh}{order.paper.number or ''}　期限{order.term_on.isoformat()}"
