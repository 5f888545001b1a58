"""What investigation does on hearing of papers, payments and limits: once, however often told."""

from __future__ import annotations

from datetime import date, timedelta

from casework.ground.cases.actions import clocks, firing
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import ClockState, Ending, Stage, Subject
from casework.ground.documents.terms.kinds import PaperIssued, PaperServed
from casework.ground.ledger import queries as entries
from casework.ground.ledger.actions.entries import record_payment
from casework.ground.ledger.actions.reversing import reverse
from casework.ground.ledger.terms import PaymentRecorded, Source
from casework.kernel import clock, facts
from casework.kernel.days import at
from casework.kernel.facts import Fact
from casework.kernel.money import Money
from casework.procedure.inspections.actions import hearing
from casework.procedure.inspections.terms import Outcome
from tasks import clocks as sweeps
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
        hearing.paper_served(facts.read(PaperServed, body), now=now)
    assert order.case.stage is Stage.ORDERED
    assert len(clock_queries.running_clocks(Subject.PAPER, order.paper_id)) == 1


def test_an_issued_order_meets_the_limit_to_decide(session, now):
    case = inspections.case()
    running = clocks.start_clock(
        kind=Subject.CASE, subject_id=case.id, rule="DEC", start_on=date(2026, 11, 20),
        unit=case.holder, case=case, now=now,
    )  # fmt: skip
    order = _sent(case)
    body = next(b for b in _bodies(session, "PaperIssued") if b["paper_id"] == order.paper_id)
    hearing.paper_issued(facts.read(PaperIssued, body), now=now)
    assert running.state is ClockState.MET


def test_other_papers_are_none_of_its_business(session, now):
    paper = documents.paper()
    on = "2026-11-23"
    hearing.paper_issued(
        PaperIssued(paper.id, None, None, paper.kind.value, None, on, None), now=now
    )
    hearing.paper_served(PaperServed(paper.id, None, None, paper.kind.value, on, None), now=now)
    hearing.paper_voided(documents.voided(paper), now=now)
    session.flush()


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
    running = clock_queries.find_running_clock(Subject.PAPER, order.paper_id, "ORDER-TERM")
    with clock.fixed(AFTER):
        for _ in range(2):
            firing.check_clock(running.id, on=clock.today(), now=clock.now())
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
    hearing.paid(PaymentRecorded(order.case_id, 0, []), now=now)
    assert order.outcome is Outcome.MET


def _pay(order, *, on, now, slip="单1"):
    return record_payment(order.case, source=Source.EMPLOYER, slip=slip, paid_on=on,
                          total=order.amount, by=None, now=now)  # fmt: skip


def _running(session):
    """Served and running, as the relay leaves it."""
    order = _sent()
    session.commit()
    relay.tick()
    session.expire_all()
    return order


def _sweep(session, at_time):
    with clock.fixed(at_time):
        for _ in range(3):
            sweeps.tick()
            relay.tick()
    session.expire_all()


def _events(order):
    return [e.event for e in matters.timeline(order.case_id)]


def test_a_payment_dated_after_the_term_is_late_though_no_sweep_has_looked(session, now):
    order = _running(session)
    with clock.fixed(AFTER):
        _pay(order, on=AFTER.date(), now=AFTER)
        session.commit()
        relay.tick()
    session.expire_all()
    assert order.outcome is None

    _sweep(session, AFTER)

    assert order.outcome is Outcome.EXPIRED
    fired = session.query(ClockFiring).filter_by(rule="ORDER-TERM", stage="breach").one()
    assert fired.should_on == AFTER.date()
    told = next(e for e in matters.timeline(order.case_id) if e.event == "term_expired")
    assert f"{AFTER.date().isoformat()}才付清" in told.text


def test_a_payment_dated_within_the_term_is_in_time_though_recorded_after_the_sweep(session, now):
    order = _running(session)
    _sweep(session, AFTER)
    assert (order.outcome, order.case.stage) == (Outcome.EXPIRED, Stage.EXPIRED)
    breached = session.query(ClockFiring).filter_by(rule="ORDER-TERM", stage="breach").count()

    with clock.fixed(AFTER):
        _pay(order, on=inspections.TERM, now=AFTER)
        session.commit()
        relay.tick()
        relay.tick()
    session.expire_all()

    term = clock_queries.find_last_clock(Subject.PAPER, order.paper_id, "ORDER-TERM")
    assert (order.outcome, order.ended_on) == (Outcome.MET, inspections.TERM)
    assert (term.state, term.met_on) == (ClockState.MET, inspections.TERM)
    assert order.case.stage is Stage.ORDERED
    told = next(e for e in matters.timeline(order.case_id)
                if e.event == "term_met_known_late")  # fmt: skip
    both = f"{inspections.TERM.isoformat()}付清，{AFTER.date().isoformat()}登记"
    assert both in told.text
    assert session.query(ClockFiring).filter_by(rule="ORDER-TERM", stage="breach").count() == (
        breached
    )
    assert clock_queries.find_running_clock(Subject.CASE, order.case_id, "DEC") is None


def test_in_time_and_recorded_between_the_last_day_and_the_sweep_is_met(session, now):
    order = _running(session)
    with clock.fixed(AFTER):
        _pay(order, on=inspections.TERM, now=AFTER)
        session.commit()
        relay.tick()
    session.expire_all()
    assert (order.outcome, order.ended_on) == (Outcome.MET, inspections.TERM)


def test_reversed_and_paid_late_instead_the_term_is_over(session, now):
    order = _running(session)
    with clock.fixed(AFTER):
        _pay(order, on=inspections.TERM, now=AFTER)
        session.commit()
        relay.tick()
        for entry in list(entries.entries(order.case_id)):
            reverse(entry, reason="没有到账", by=inspections.lead(order.case), now=AFTER)
        _pay(order, on=AFTER.date(), now=AFTER, slip="单2")
        session.commit()
        relay.tick()
    session.expire_all()
    assert order.outcome is Outcome.EXPIRED


def test_one_worker_paid_late_makes_the_order_late(session, now):
    order = _running(session)
    _sweep(session, AFTER)
    part = order.parts[0]
    most = part.amount - Money(1)
    with clock.fixed(AFTER):
        for slip, day, amount in (("单1", inspections.TERM, most), ("单2", AFTER.date(), Money(1))):
            record_payment(order.case, source=Source.EMPLOYER, slip=slip, paid_on=day,
                           amounts={part.line_id: amount}, by=None, now=AFTER)  # fmt: skip
        session.commit()
        relay.tick()
    session.expire_all()
    assert order.outcome is Outcome.EXPIRED
