"""What investigation does on hearing of papers, payments and limits. Each may run twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.procedure.inspections import queries
from casework.procedure.inspections.actions import deadlines


def paper_issued(body: dict[str, Any], *, now: datetime) -> None:
    """An order or decision went out."""
    order = queries.find_order_of_paper(body["paper_id"])
    if order is not None:
        deadlines.note_issued(order, issued_on=date.fromisoformat(body["issued_on"]), now=now)


def paper_served(body: dict[str, Any], *, now: datetime) -> None:
    """The term of an order or decision begins."""
    order = queries.find_order_of_paper(body["paper_id"])
    if order is None:
        return
    deadlines.begin_term(
        order,
        served_on=date.fromisoformat(body["served_on"]),
        term_on=date.fromisoformat(body["term_on"]),
        by=None,
        now=now,
    )


def paper_voided(body: dict[str, Any], *, now: datetime) -> None:
    order = queries.find_order_of_paper(body["paper_id"])
    if order is not None:
        deadlines.drop_order(order, now=now)


def paid(body: dict[str, Any], *, now: datetime) -> None:
    """A payment, or an ending: terms may be met."""
    deadlines.check_met(body["case_id"], now=now)


def undone(body: dict[str, Any], *, now: datetime) -> None:
    """A payment reversed, or an ending taken back: terms may run again."""
    deadlines.check_undone(body["case_id"], now=now)


def limit_passed(body: dict[str, Any], *, now: datetime) -> None:
    """The term of an order or decision is over."""
    clock = clocks.any_clock(body["clock_id"])
    if clock.subject_kind is not Subject.PAPER:
        return
    order = queries.find_order_of_paper(clock.subject_id)
    if order is not None:
        deadlines.expire_order(order, now=now)
