"""What investigation does on hearing of papers, payments and limits: once, however often told."""

from __future__ import annotations

from datetime import date, timedelta

from casework.cases import actions as case_actions
from casework.cases import queries as case_queries
from casework.cases.terms import ClockState, Ending, Stage, Subject
from casework.inspections.terms import Outcome
from casework.kernel import clock
from casework.kernel.days import at
from casework.kernel.facts import Fact
from casework.ledger.actions import record_payment
from casework.ledger.terms import Source
from tasks import inspections as reactions
from tasks import relay
from tests.factories import documents, inspections

AFTER = at(inspections.TERM + timedelta(days=1), 9)


def _sent(case=None):
    """An order that was served; nothing has reacted yet."""
    order = inspections.order(case=case)
    inspections.send(order.paper, by=inspections.lead(order.case))
    return order


def _bodies(session, kind):
    return [fact.body for fact in session.query(Fact).filter_by(kind=kind)]


def test_a_served_order_begins_its_term_however_often_it_is_told(session, now):
    order = _sent()
    body = next(b for b in _bodies(session, "PaperServed") if b["paper_id"] == order.paper_id)
    for _ in range(2):
        reactions.paper_served(body, now=now)
    assert order.case.stage is Stage.ORDERED
    assert len(case_queries.running_clocks(Subject.PAPER, order.paper_id)) == 1


def test_an_issued_order_meets_the_limit_to_decide(session, now):
    case = inspections.case()
    running = case_actions.start_clock(
        kind=Subject.CASE, subject_id=case.id, rule="DEC", start_on=date(2026, 11, 20),
        unit=case.holder, case=case, now=now,
    )  # fmt: skip
    order = _sent(case)
    body = next(b for b in _bodies(session, "PaperIssued") if b["paper_id"] == order.paper_id)
    reactions.paper_issued(body, now=now)
    assert running.state is ClockState.MET


def test_other_papers_are_none_of_its_business(session, now):
    paper = documents.paper()
    told = {"paper_id": paper.id, "issued_on": "2026-11-23", "served_on": "2026-11-23",
            "term_on": None}  # fmt: skip
    for reaction in (reactions.paper_issued, reactions.paper_served, reactions.paper_voided):
        reaction(told, now=now)


def test_the_relay_carries_service_payment_and_the_end_of_the_term(session, now):
    order = _sent()
    session.commit()
    relay.tick()
    session.expire_all()
    assert order.served_on == date(2026, 11, 23)
    record_payment(order.case, source=Source.EMPLOYER, slip="单1", paid_on=date(2026, 11, 23),
                   total=order.amount, by=None, now=now)  # fmt: skip
    session.commit()
    relay.tick()
    session.expire_all()
    assert order.outcome is Outcome.MET


def test_the_sweep_of_the_day_after_lets_an_unpaid_order_run_out(session, now):
    order = _sent()
    session.commit()
    relay.tick()
    running = case_queries.find_running_clock(Subject.PAPER, order.paper_id, "ORDER-TERM")
    with clock.fixed(AFTER):
        for _ in range(2):
            case_actions.check_clock(running.id, on=clock.today(), now=clock.now())
        session.commit()
        relay.tick()
    session.expire_all()
    assert (order.outcome, order.case.stage) == (Outcome.EXPIRED, Stage.EXPIRED)


def test_an_ending_may_meet_an_order_too(session, now):
    order = _sent()
    session.commit()
    relay.tick()
    line = order.parts[0].line
    line.ending, line.ended_on, line.ending_proof = Ending.SETTLED, date(2026, 11, 23), "协议"
    session.commit()
    reactions.paid({"case_id": order.case_id}, now=now)
    assert order.outcome is Outcome.MET
