"""What investigation does on hearing of papers, payments and limits. Each may run twice."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import ClockBreached, Subject
from casework.ground.documents.terms.kinds import PaperIssued, PaperServed, PaperVoided
from casework.ground.ledger.terms import PaymentRecorded, PaymentReversed
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.procedure.inspections import queries
from casework.procedure.inspections.actions import deadlines
from casework.procedure.inspections.terms import OrderServed


def paper_issued(fact: PaperIssued, *, now: datetime) -> None:
    """An order or decision went out."""
    order = queries.find_order_of_paper(fact.paper_id)
    if order is not None:
        deadlines.note_issued(order, issued_on=date.fromisoformat(fact.issued_on), now=now)


def paper_served(fact: PaperServed, *, now: datetime) -> None:
    """The term of an order or decision begins."""
    order = queries.find_order_of_paper(fact.paper_id)
    if order is None or fact.term_on is None:
        return
    deadlines.begin_term(
        order,
        served_on=date.fromisoformat(fact.served_on),
        term_on=date.fromisoformat(fact.term_on),
        by=None,
        now=now,
    )


def paper_voided(fact: PaperVoided, *, now: datetime) -> None:
    order = queries.find_order_of_paper(fact.paper_id)
    if order is not None:
        deadlines.drop_order(order, now=now)


def paid(fact: PaymentRecorded, *, now: datetime) -> None:
    """Terms may be met."""
    deadlines.check_met(fact.case_id, now=now)


def reversed_again(fact: PaymentReversed, *, now: datetime) -> None:
    """Terms may run again."""
    deadlines.check_undone(fact.case_id, now=now)


def limit_breached(fact: ClockBreached, *, now: datetime) -> None:
    """The term of an order or decision is over."""
    clock = clocks.any_clock(fact.clock_id)
    if clock.subject_kind is not Subject.PAPER:
        return
    order = queries.find_order_of_paper(clock.subject_id)
    if order is not None:
        deadlines.expire_order(order, now=now)


def order_served(fact: OrderServed, *, now: datetime) -> None:
    """Those whom the order names are told its last day."""
    case = matters.any_case(fact.case_id)
    order = queries.order(fact.order_id, case_id=case.id)
    named = [part.line for part in order.parts]
    about = f"order:{order.id}"
    telling.tell_lines(case, named, Notice.ORDERED, about=about, day=order.term_on, now=now)
