"""Two officers, or two sources, at the same moment: nobody is paid twice, no slip counts twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest

from casework.ground.cases.queries import matters
from casework.ground.ledger import queries
from casework.ground.ledger.actions import entries
from casework.ground.ledger.terms import Source
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.kernel.transaction import writing
from tests.factories import cases


def _at_once(app, *works: Callable[[], object]) -> list[str]:
    """Runs each in a thread of its own, all starting together; how each ended."""
    ended: list[str] = []
    start = Barrier(len(works))

    def run(work):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    work()
                ended.append("done")
            except Refused as refusal:
                ended.append(type(refusal).__name__)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def _pays(case_id, now, *, slip, source=Source.EMPLOYER):
    def work():
        case = matters.any_case(case_id)
        # what a page has read before it asks for the change is old by then
        matters.lines(case_id)
        entries.record_payment(case, source=source, slip=slip, paid_on=date(2026, 11, 20),
                               total=Money.yuan(600), by=None, now=now)  # fmt: skip

    return work


@pytest.fixture
def case_id(session, now):
    line = cases.line(verified=Money.yuan(1000))
    session.commit()
    return line.case_id


def test_two_sources_at_once_never_pay_more_than_is_owed(app, session, case_id, now):
    session.rollback()
    ended = _at_once(
        app,
        _pays(case_id, now, slip="单1"),
        _pays(case_id, now, slip="单2", source=Source.DEPOSIT),
    )
    assert ended == ["MoreThanOwed", "done"]
    assert matters.any_case(case_id).paid == Money.yuan(600)


def test_one_slip_sent_five_times_at_once_is_recorded_once(app, session, case_id, now):
    session.rollback()
    ended = _at_once(app, *[_pays(case_id, now, slip="单1") for _ in range(5)])
    assert ended == ["SlipUsed"] * 4 + ["done"]
    assert len(queries.entries(case_id)) == 1
