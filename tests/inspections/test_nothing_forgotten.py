"""While somebody is owed, some limit runs: whatever becomes of a paper or a payment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Ending, Stage, Subject
from casework.ground.documents import actions as documents
from casework.ground.ledger import queries as entries
from casework.ground.ledger.actions import entries as entry_actions
from casework.ground.ledger.actions import reversing
from casework.ground.ledger.terms import PaymentReversed, Source
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import deadlines, finding, hearing
from casework.procedure.inspections.terms import Event, Outcome
from tasks import relay
from tests.factories import cases, inspections
from tests.factories.approvals import shown

TODAY = inspections.TODAY
AFTER = at(inspections.TERM + timedelta(days=1), 9)


def _finished(now, *, more=0):
    """An ended investigation; ``more`` workers besides the first."""
    case = inspections.case()
    for _ in range(more):
        cases.line(case=case, verified=Money.yuan(500))
    finding.finish_investigation(case, report="事实清楚。", by=inspections.lead(case), now=now)
    return case


def _deciding(case):
    return clocks.find_running_clock(Subject.CASE, case.id, "DEC")


def _term(order):
    return clocks.find_running_clock(Subject.PAPER, order.paper_id, "ORDER-TERM")


def _issued(order, now):
    deadlines.note_issued(order, issued_on=TODAY, now=now)


def _paid(order, now):
    """Everything ordered is paid, and the term is met."""
    entry_actions.record_payment(order.case, source=Source.EMPLOYER, slip="单1", paid_on=TODAY,
                          total=order.amount, by=None, now=now)  # fmt: skip
    deadlines.check_met(order.case_id, now=now)
    assert order.outcome is Outcome.MET
    return entries.entries(order.case_id)[0]


def test_an_order_for_some_leaves_the_others_to_be_decided(session, now):
    case = _finished(now, more=1)
    first = matters.lines(case.id)[0]
    _issued(inspections.served_order(case=case, line_ids=[first.id]), now)
    assert _deciding(case) is not None


def test_an_investigation_that_ends_after_an_order_for_some_begins_the_limit_to_decide(
    session, now
):
    case = inspections.case()
    first = matters.lines(case.id)[0]
    cases.line(case=case, verified=Money.yuan(500))
    _issued(inspections.served_order(case=case, line_ids=[first.id]), now)
    finding.finish_investigation(case, report="…", by=inspections.lead(case), now=now)
    assert _deciding(case) is not None


def test_a_paper_made_void_is_decided_on_again(session, now):
    case = _finished(now)
    order = inspections.order(case=case)
    by = inspections.lead(case)
    documents.approve(
        order.paper,
        seen=shown(order.paper),
        by=inspections.identity.officer(role="squad_head"),
        now=now,
    )
    documents.issue(order.paper, by=by, now=now)
    _issued(order, now)
    assert _deciding(case) is None
    documents.void(order.paper, reason="写错了", by=by, now=now)
    deadlines.drop_order(order, now=now)
    assert _deciding(case) is not None


def test_an_order_served_too_late_is_decided_on_again(session, now):
    case = _finished(now)
    order = inspections.order(case=case, term_on=date(2026, 11, 24))
    inspections.send(order.paper, by=inspections.lead(case))
    _issued(order, now)
    deadlines.begin_term(
        order, served_on=date(2026, 11, 25), term_on=order.term_on, by=None, now=now
    )
    assert _deciding(case) is not None


def test_a_payment_reversed_within_the_term_lets_it_run_again(session, now):
    order = inspections.served_order()
    entry = _paid(order, now)
    reversing.reverse(entry, reason="记错了", by=inspections.lead(order.case), now=now)
    for _ in range(2):
        hearing.reversed_again(PaymentReversed(order.case_id, 0, 0), now=now)
    assert (order.outcome, _term(order).due_on) == (None, inspections.TERM)
    assert len(clocks.running_clocks(Subject.PAPER, order.paper_id)) == 1


def test_a_payment_reversed_after_the_term_means_that_it_ran_out(session, now):
    order = inspections.served_order()
    entry = _paid(order, now)
    reversing.reverse(entry, reason="记错了", by=inspections.lead(order.case), now=AFTER)
    hearing.reversed_again(PaymentReversed(order.case_id, 0, 0), now=AFTER)
    assert (order.outcome, order.case.stage) == (Outcome.EXPIRED, Stage.EXPIRED)


def test_the_relay_tells_of_a_reversal(session, now):
    order = inspections.served_order()
    entry = _paid(order, now)
    reversing.reverse(entry, reason="记错了", by=inspections.lead(order.case), now=now)
    session.commit()
    relay.tick()
    session.expire_all()
    assert order.outcome is None


def test_what_is_paid_before_service_is_met_by_service(session, now):
    order = inspections.order()
    entry_actions.record_payment(order.case, source=Source.EMPLOYER, slip="单1", paid_on=TODAY,
                          total=order.amount, by=None, now=now)  # fmt: skip
    inspections.send(order.paper, by=inspections.lead(order.case))
    deadlines.begin_term(order, served_on=TODAY, term_on=order.term_on, by=None, now=now)
    assert (order.outcome, _term(order)) == (Outcome.MET, None)


def test_news_of_service_that_comes_after_the_end_of_the_case_begins_nothing(session, now):
    order = inspections.order()
    inspections.send(order.paper, by=inspections.lead(order.case))
    for line in matters.lines(order.case_id):
        line.ending, line.ended_on, line.ending_proof = Ending.WITHDRAWN, TODAY, "撤回书"
    order.case.stage, order.case.closed_on = Stage.CLOSED, TODAY
    session.flush()
    deadlines.begin_term(order, served_on=TODAY, term_on=order.term_on, by=None, now=now)
    assert clocks.running_clocks(Subject.PAPER, order.paper_id) == []
    assert matters.timeline(order.case_id)[0].event == Event.TERM_MOOT.value


def test_a_case_that_is_opened_again_has_its_limit(session, now):
    case = _finished(now)
    finding.resume_investigation(case, by=inspections.lead(case), now=now)
    clock = clocks.find_running_clock(Subject.CASE, case.id, "INV")
    assert clock.start_on == TODAY


def test_a_closed_case_is_not_investigated(session, now):
    case = inspections.case(stage=Stage.CLOSED, closed_on=date(2026, 11, 20))
    with pytest.raises(rules.CaseIsOver):
        finding.finish_investigation(case, report="…", by=inspections.lead(case), now=now)
    assert queries.find_investigation(case.id) is None


def test_a_notice_that_came_when_the_time_to_speak_was_over_heard_nobody():
    when = {"statement_until": date(2026, 11, 30), "decided": False, "today": date(2026, 12, 5)}
    with pytest.raises(rules.NoticeServedTooLate):
        rules.check_decision(notice_served_on=date(2026, 11, 30), heard=False, **when)
    rules.check_decision(notice_served_on=date(2026, 11, 30), heard=True, **when)
    rules.check_decision(notice_served_on=date(2026, 11, 29), heard=False, **when)
