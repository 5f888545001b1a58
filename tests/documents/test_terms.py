"""The term that a paper sets: it runs from the moment its service is recorded, with the same date
everywhere, whatever the calendar becomes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks
from casework.ground.cases.terms import Subject
from casework.ground.documents import actions, rules
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Kind, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.identity.terms import Role
from casework.ground.statute import queries as book
from casework.ground.statute.actions import loading
from casework.ground.statute.rules import calendar
from casework.ground.statute.rules.notice import Notice
from casework.kernel import clock
from casework.kernel.days import at
from casework.procedure.inspections import queries as inspecting
from casework.procedure.inspections.models import Order
from casework.procedure.inspections.terms import Outcome
from tasks import clocks as sweeps
from tasks import documents as announcements
from tasks import relay
from tests.conftest import NOW
from tests.factories import identity, inspections
from tests.factories import statute as seeded
from tests.factories.approvals import shown

TODAY = NOW.date()
#: A Saturday; 2027 is not announced yet.
SATURDAY = date(2027, 1, 2)


@pytest.fixture(autouse=True)
def _law(session: Any) -> None:
    seeded.law()


def _running(paper: Paper) -> Clock | None:
    return clocks.find_running_clock(Subject.PAPER, paper.id, rules.TERM)


def _issued(*, term_on: date) -> Order:
    order = inspections.order(term_on=term_on)
    actions.approve(
        order.paper, seen=shown(order.paper), by=identity.officer(role=Role.SQUAD_HEAD), now=NOW
    )
    actions.issue(order.paper, by=inspections.lead(order.case), now=NOW)
    return order


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 12, 2), date(2026, 12, 2)),
        (date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 10, 3), date(2026, 10, 8)),
        (date(2026, 9, 20), date(2026, 9, 20)),
    ],
)
def test_a_term_that_ends_on_a_rest_day_ends_on_the_next_working_day(day: date, last: date) -> None:
    assert rules.last_day(day, book.calendar()) == last


def test_the_case_shows_the_term_before_anything_has_heard_of_the_service(session: Any) -> None:
    order = inspections.order()

    inspections.send(order.paper, by=inspections.lead(order.case))

    assert order.case.next_due_on == inspections.TERM
    assert order.case.next_rule == rules.TERM
    assert (order.served_on, _running(order.paper).due_on) == (None, inspections.TERM)


def test_hearing_of_it_later_starts_no_second_limit(session: Any) -> None:
    order = inspections.order()
    inspections.send(order.paper, by=inspections.lead(order.case))
    session.commit()
    relay.tick()

    session.expire_all()
    assert order.served_on == TODAY
    assert len(clocks.clocks(order.case_id)) == 1


def test_an_announced_order_has_its_term_from_the_day_on_which_it_counts_as_served(
    session: Any,
) -> None:
    over = TODAY + timedelta(days=30)
    order = _issued(term_on=over + timedelta(days=6))
    announced = ServiceFacts(way=Way.ANNOUNCEMENT, on=TODAY, place="本机关网站", reason="电话不通",
                             proof="公告1号")  # fmt: skip
    actions.record_service(order.paper, facts=announced, by=order.paper.drafter, now=NOW)
    assert _running(order.paper) is None
    session.commit()

    with clock.fixed(at(over, 9)):
        announcements.tick()

    session.expire_all()
    assert (_running(order.paper).start_on, order.case.next_due_on) == (over, order.term_on)


def test_served_on_its_own_last_day_it_sets_no_limit(session: Any) -> None:
    order = _issued(term_on=date(2026, 11, 24))
    facts = ServiceFacts(
        way=Way.DIRECT, on=date(2026, 11, 24), place="演示路1号", receiver="李演示"
    )

    actions.record_service(order.paper, facts=facts, by=order.paper.drafter,
                           now=NOW + timedelta(days=1))  # fmt: skip

    assert _running(order.paper) is None


def test_a_paper_that_tells_nobody_to_pay_sets_none(session: Any) -> None:
    notice = inspections.decision().notice
    inspections.send(notice, by=notice.drafter)

    assert notice.term_on is not None
    assert [kind for kind in Kind if kind.form.binds] == [Kind.ORDER, Kind.DECISION]
    assert clocks.running_clocks(Subject.PAPER, notice.id) == []


def _announce(session: Any, *, off: set[date], worked: set[date]) -> None:
    notice = Notice(
        year=2027, off_days=frozenset(set(calendar.provisional_year(2027).days) | off),
        makeup_days=frozenset(worked), document="演示文号", announced_on=TODAY,
    )  # fmt: skip
    loading.load_calendar_year(notice, by=None, now=NOW)
    session.commit()
    relay.tick()
    sweeps.reckon()
    relay.tick()
    session.expire_all()


@pytest.mark.parametrize(
    ("off", "worked", "last"),
    [
        ({SATURDAY, date(2027, 1, 3), date(2027, 1, 4)}, set(), date(2027, 1, 5)),
        (set(), {SATURDAY}, SATURDAY),
    ],
)
def test_a_term_moves_when_the_days_off_around_its_end_are_announced(
    session: Any, off: set[date], worked: set[date], last: date
) -> None:
    order = inspections.order(term_on=SATURDAY)
    inspections.send(order.paper, by=inspections.lead(order.case))
    running = _running(order.paper)
    assert (running.due_on, running.provisional) == (date(2027, 1, 4), True)
    session.commit()
    relay.tick()

    _announce(session, off=off, worked=worked)

    assert (running.due_on, running.provisional) == (last, False)
    assert order.case.next_due_on == rules.last_day(SATURDAY, book.calendar())
    assert sweeps.verify() == 0
    for day, outcome in ((last, None), (last + timedelta(days=1), Outcome.EXPIRED)):
        with clock.fixed(at(day, 9)):
            sweeps.tick()
            relay.tick()
        session.expire_all()
        assert inspecting.order(order.id, case_id=order.case_id).outcome is outcome
